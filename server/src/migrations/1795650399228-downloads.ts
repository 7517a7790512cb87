import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What custom clients are downloaded by: builds, and public links. */
export class Downloads1795650399228 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...LINK, ...BUILD]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE custom_client_build, download_slug, download_link');
    await runner.query('ALTER TABLE enrollment_key DROP COLUMN expires_at');
  }
}

const LINK = [
  'ALTER TABLE enrollment_key ADD expires_at timestamptz',

  `CREATE TABLE download_link (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    custom_client_id uuid NOT NULL,
    slug_encrypted bytea NOT NULL,
    key_encrypted bytea NOT NULL,
    enrollment_key_id uuid NOT NULL,
    note text,
    max_enrollments int,
    downloads int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT pk_download_link PRIMARY KEY (account_id, id),
    CONSTRAINT fk_download_link_custom_client FOREIGN KEY (account_id, custom_client_id)
      REFERENCES custom_client (account_id, id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_download_link_of ON download_link (account_id, custom_client_id, id)',

  // The directory of public addresses, found by a keyed hash of their last part.
  `CREATE TABLE download_slug (
    hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    link_id uuid NOT NULL,
    FOREIGN KEY (account_id, link_id) REFERENCES download_link (account_id, id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_download_slug_link ON download_slug (account_id, link_id)',
];

const BUILD = [
  `CREATE TABLE custom_client_build (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    custom_client_id uuid NOT NULL,
    link_id uuid,
    state text NOT NULL,
    progress int NOT NULL DEFAULT 0,
    configuration_version int NOT NULL,
    version text,
    agent_sha256 text,
    file_name text,
    size_bytes int,
    sha256 text,
    failure text,
    tries int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    queued_at timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT pk_custom_client_build PRIMARY KEY (account_id, id),
    CONSTRAINT fk_custom_client_build_custom_client FOREIGN KEY (account_id, custom_client_id)
      REFERENCES custom_client (account_id, id) ON DELETE CASCADE,
    CONSTRAINT fk_custom_client_build_link FOREIGN KEY (account_id, link_id)
      REFERENCES download_link (account_id, id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_custom_client_build_of ON custom_client_build (account_id, custom_client_id, id)',
  'CREATE INDEX ix_custom_client_build_link ON custom_client_build (account_id, link_id) WHERE link_id IS NOT NULL',
  `CREATE INDEX ix_custom_client_build_waiting ON custom_client_build (account_id, id)
    WHERE state IN ('QUEUED', 'BUILDING')`,
];
