import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists of clients are walked by: aliases in any case, and versions with their numbers as numbers. */
export class ClientLists1795648586471 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_client_alias');
    await runner.query('CREATE INDEX ix_client_alias ON client (account_id, lower(alias), id)');
    await runner.query(
      `CREATE INDEX ix_client_version ON client (account_id,
         (regexp_replace(regexp_replace(version, '[0-9]+', '000000000\\&', 'g'), '[0-9]*([0-9]{10})', '\\1', 'g') COLLATE "C"), id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_client_version');
    await runner.query('DROP INDEX ix_client_alias');
    await runner.query('CREATE INDEX ix_client_alias ON client (account_id, alias, id)');
  }
}
