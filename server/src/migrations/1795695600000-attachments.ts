import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that go with messages to support, in parts; and the addresses by which each is fetched once. */
export class Attachments1795695600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE support_download, support_attachment_part, support_attachment');
  }
}

const UP = [
  `CREATE TABLE support_attachment (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    message_id uuid,
    user_id uuid NOT NULL,
    file_name text NOT NULL,
    type text NOT NULL DEFAULT '',
    size_bytes int NOT NULL,
    created_at timestamptz NOT NULL,
    completed_at timestamptz,
    CONSTRAINT pk_support_attachment PRIMARY KEY (account_id, id),
    CONSTRAINT fk_support_attachment_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT fk_support_attachment_message FOREIGN KEY (account_id, message_id)
      REFERENCES support_message (account_id, id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_support_attachment_message ON support_attachment (account_id, message_id)',
  `CREATE INDEX ix_support_attachment_waiting ON support_attachment (account_id, created_at) WHERE message_id IS NULL`,
  `CREATE TABLE support_attachment_part (
    account_id uuid NOT NULL,
    attachment_id uuid NOT NULL,
    place int NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (account_id, attachment_id, place),
    FOREIGN KEY (account_id, attachment_id) REFERENCES support_attachment (account_id, id) ON DELETE CASCADE)`,
  // Pictures and archives are packed already.
  'ALTER TABLE support_attachment_part ALTER COLUMN bytes SET STORAGE EXTERNAL',
  `CREATE TABLE support_download (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    attachment_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, attachment_id) REFERENCES support_attachment (account_id, id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_support_download_attachment ON support_download (account_id, attachment_id)',
];
