import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that strangers have asked for, one an address, found by the SHA-256 of their link's secret. */
export class SignUp1795698000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE sign_up (
      email text COLLATE "C" PRIMARY KEY,
      hash bytea NOT NULL,
      company text NOT NULL,
      language text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL)`);
    await runner.query('CREATE UNIQUE INDEX ux_sign_up_hash ON sign_up (hash)');
    await runner.query('CREATE INDEX ix_sign_up_expires_at ON sign_up (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_up');
  }
}
