import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The link by which the people of an account connect to its clients: AnyDesk's, until they say otherwise. */
export class ConnectLink1795650780552 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account ADD COLUMN connect_template text DEFAULT 'anydesk:{id}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN connect_template');
  }
}
