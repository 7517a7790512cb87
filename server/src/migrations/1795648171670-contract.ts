import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contract needs besides a product and an end: whether it goes on by itself, at what price, and as what. */
export class Contract1795648171670 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE license
      ADD COLUMN is_on_premises boolean NOT NULL DEFAULT false,
      ADD COLUMN is_trial boolean NOT NULL DEFAULT false,
      ADD COLUMN renews boolean NOT NULL DEFAULT false,
      ADD COLUMN next_product text,
      ADD COLUMN agreed_yearly_cents int,
      ADD COLUMN warned_of timestamptz,
      ADD CONSTRAINT ck_license_price CHECK (agreed_yearly_cents >= 0),
      ADD CONSTRAINT ck_license_trial CHECK (NOT (is_trial AND renews))`);
    await runner.query('ALTER TABLE namespace ADD COLUMN bought_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE namespace DROP COLUMN bought_at');
    await runner.query(`ALTER TABLE license
      DROP COLUMN is_on_premises, DROP COLUMN is_trial, DROP COLUMN renews, DROP COLUMN next_product,
      DROP COLUMN agreed_yearly_cents, DROP COLUMN warned_of`);
  }
}
