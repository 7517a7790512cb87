import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys under which something was made, so that a wish which is sent twice is fulfilled once. Kept for a day. */
export class Idempotency1795647741786 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE idempotency (
      account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
      principal text COLLATE "C" NOT NULL,
      operation text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      request bytea NOT NULL,
      result text,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (account_id, principal, operation, key))`);
    // Forgotten by time, over all accounts; they are written in its order.
    await runner.query('CREATE INDEX ix_idempotency_created ON idempotency USING brin (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency');
  }
}
