import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Authenticator apps, their recovery codes by a keyed hash, and sign-ins that wait for either. */
export class SecondFactor1795653860632 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE second_factor (
      account_id uuid NOT NULL,
      user_id uuid NOT NULL,
      secret_encrypted bytea NOT NULL,
      begun_at timestamptz NOT NULL,
      confirmed_at timestamptz,
      last_step bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (account_id, user_id),
      FOREIGN KEY (account_id, user_id) REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`);
    await runner.query(`CREATE TABLE recovery_code (
      account_id uuid NOT NULL,
      user_id uuid NOT NULL,
      hash bytea NOT NULL,
      used_at timestamptz,
      PRIMARY KEY (account_id, user_id, hash),
      FOREIGN KEY (account_id, user_id) REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`);
    await runner.query(`CREATE TABLE half_sign_in (
      hash bytea PRIMARY KEY,
      account_id uuid NOT NULL,
      user_id uuid NOT NULL,
      expires_at timestamptz NOT NULL,
      FOREIGN KEY (account_id, user_id) REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX ix_half_sign_in_user ON half_sign_in (account_id, user_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE half_sign_in, recovery_code, second_factor');
  }
}
