import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When an alias was given, as the last one of a client is shown, and what a public one looks like at a glance, as no two
 * may look the same. In an account's own namespace nobody is deceived, so there `look` is null.
 */
export class AliasLooks1795649850848 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE alias ADD COLUMN set_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN look text COLLATE "C"',
    );
    await runner.query('CREATE UNIQUE INDEX uq_alias_look ON alias (namespace, look) WHERE look IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE alias DROP COLUMN set_at, DROP COLUMN look');
  }
}
