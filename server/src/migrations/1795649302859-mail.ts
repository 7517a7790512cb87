import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be mailed, until it is: see `Mailbox`. It is a queue of the portal, which goes through it over all accounts. */
export class Mail1795649302859 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE mail (
      id uuid PRIMARY KEY,
      account_id uuid REFERENCES account (id) ON DELETE CASCADE,
      letter_encrypted bytea NOT NULL,
      created_at timestamptz NOT NULL,
      due_at timestamptz NOT NULL,
      until timestamptz,
      tries int NOT NULL DEFAULT 0)`);
    await runner.query('CREATE INDEX ix_mail_due ON mail (due_at, id)');
    await runner.query('CREATE INDEX ix_mail_account ON mail (account_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail');
  }
}
