import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links for forgotten passwords, by the SHA-256 of their secret; and cookies that were replaced, until they hold no longer. */
export class PasswordResets1795652392194 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE password_reset (
      hash bytea PRIMARY KEY,
      account_id uuid NOT NULL,
      user_id uuid NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      FOREIGN KEY (account_id, user_id) REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX ix_password_reset_user ON password_reset (account_id, user_id)');
    await runner.query('ALTER TABLE sign_in_token ADD COLUMN until timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_in_token DROP COLUMN until');
    await runner.query('DROP TABLE password_reset');
  }
}
