import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each person wants CSV files. */
export class CsvPreferences1795648081724 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "portal_user" ADD "csv_scope" text NOT NULL DEFAULT 'EVERYTHING'`);
    await runner.query(`ALTER TABLE "portal_user" ADD "csv_date_format" text NOT NULL DEFAULT 'ISO_8601'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "portal_user" DROP COLUMN "csv_date_format"`);
    await runner.query(`ALTER TABLE "portal_user" DROP COLUMN "csv_scope"`);
  }
}
