import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Exports between being asked for and being fetched. One goes on from `started_at` to `finished_at`, or until its lease has
 * run out, as its process died; an account has one of those at a time. A day later it is removed.
 */
export class CsvExports1795651357079 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE csv_export (
      account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
      id uuid NOT NULL,
      kind text NOT NULL,
      request jsonb NOT NULL,
      principal text NOT NULL,
      actor jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      started_at timestamptz,
      lease_until timestamptz,
      finished_at timestamptz,
      rows int NOT NULL DEFAULT 0,
      is_complete boolean,
      PRIMARY KEY (account_id, id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE csv_export');
  }
}
