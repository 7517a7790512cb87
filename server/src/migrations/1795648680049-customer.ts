import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of a customer an invoice and its payment need. Account numbers and references of cards are encrypted. */
export class Customer1795648680049 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account
      ADD COLUMN vat_id text,
      ADD COLUMN payment_encrypted bytea,
      ADD COLUMN payment_holder text,
      ADD COLUMN payment_email text,
      ADD COLUMN mandate_reference text,
      ADD COLUMN mandate_signed_at timestamptz,
      ADD COLUMN mandates int NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account
      DROP COLUMN vat_id, DROP COLUMN payment_encrypted, DROP COLUMN payment_holder, DROP COLUMN payment_email,
      DROP COLUMN mandate_reference, DROP COLUMN mandate_signed_at, DROP COLUMN mandates`);
  }
}
