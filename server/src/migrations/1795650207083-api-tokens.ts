import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tools sign in with. The directory has the SHA-256 of each token, and names the account. */
export class ApiTokens1795650207083 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE api_token (
      account_id uuid NOT NULL,
      id uuid NOT NULL,
      user_id uuid NOT NULL,
      name text NOT NULL,
      hint text NOT NULL,
      scopes text[] NOT NULL,
      networks text[],
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      last_used_at timestamptz,
      CONSTRAINT pk_api_token PRIMARY KEY (account_id, id),
      CONSTRAINT fk_api_token_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
      CONSTRAINT fk_api_token_user FOREIGN KEY (account_id, user_id) REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX ix_api_token_user ON api_token (account_id, user_id)');
    await runner.query(`CREATE TABLE api_token_hash (
      hash bytea PRIMARY KEY,
      account_id uuid NOT NULL,
      token_id uuid NOT NULL,
      FOREIGN KEY (account_id, token_id) REFERENCES api_token (account_id, id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX ix_api_token_hash_token ON api_token_hash (account_id, token_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_token_hash, api_token');
  }
}
