import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Custom clients that are built: what each is, the account's keys and prefix, and which clients are of which. */
export class CustomClients1795649541118 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SIGNING, ...CUSTOM_CLIENT, ...ENROLLMENT, ...CLIENT]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const added = ['custom_client_id', 'configuration_version', 'configuration_offered', 'configuration_offered_at'];
    for (const column of added) await runner.query(`ALTER TABLE client DROP COLUMN ${column}`);
    for (const column of ['custom_client_id', 'alias_pattern']) {
      await runner.query(`ALTER TABLE enrollment_key DROP COLUMN ${column}`);
    }
    await runner.query(`ALTER TABLE custom_client DROP COLUMN is_msi, DROP COLUMN program_name, DROP COLUMN connection_type,
      DROP COLUMN allow_installation, DROP COLUMN alias_pattern, DROP COLUMN comment, DROP COLUMN background_color,
      DROP COLUMN accent_color, DROP COLUMN logo, DROP COLUMN options, DROP COLUMN configuration_version,
      DROP COLUMN key_encrypted, DROP COLUMN downloads, DROP COLUMN updated_at`);
    await runner.query('DROP TABLE client_prefix, signing_key');
  }
}

const SIGNING = [
  `CREATE TABLE signing_key (
    account_id uuid NOT NULL,
    kid text COLLATE "C" NOT NULL,
    public_key text NOT NULL,
    private_key_encrypted bytea,
    created_at timestamptz NOT NULL,
    retires_at timestamptz,
    CONSTRAINT pk_signing_key PRIMARY KEY (account_id, kid),
    CONSTRAINT fk_signing_key_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE)`,

  // The directory of prefixes: each is one account's for ever.
  `CREATE TABLE client_prefix (
    prefix text COLLATE "C" PRIMARY KEY,
    account_id uuid NOT NULL UNIQUE REFERENCES account (id) ON DELETE CASCADE)`,
];

// What was there before was shown, and never built: it takes the defaults, and has no key with which anything enrolls.
const CUSTOM_CLIENT = [
  `ALTER TABLE custom_client
    ADD is_msi boolean NOT NULL DEFAULT false,
    ADD program_name text NOT NULL DEFAULT 'MyDesk',
    ADD connection_type text NOT NULL DEFAULT 'BOTH',
    ADD allow_installation boolean NOT NULL DEFAULT true,
    ADD alias_pattern text,
    ADD comment text,
    ADD background_color text NOT NULL DEFAULT '#ffffff',
    ADD accent_color text NOT NULL DEFAULT '#1f6feb',
    ADD logo bytea,
    ADD options text NOT NULL DEFAULT '',
    ADD configuration_version int NOT NULL DEFAULT 1,
    ADD key_encrypted bytea,
    ADD downloads int NOT NULL DEFAULT 0,
    ADD updated_at timestamptz`,
  'UPDATE custom_client SET updated_at = created_at',
  'ALTER TABLE custom_client ALTER updated_at SET NOT NULL',
  ...['program_name', 'connection_type', 'allow_installation', 'background_color', 'accent_color', 'options'].map(
    column => `ALTER TABLE custom_client ALTER ${column} DROP DEFAULT`,
  ),
];

const ENROLLMENT = [
  `ALTER TABLE enrollment_key
    ADD custom_client_id uuid,
    ADD alias_pattern text,
    ADD CONSTRAINT fk_enrollment_key_custom_client FOREIGN KEY (account_id, custom_client_id)
      REFERENCES custom_client (account_id, id) ON DELETE SET NULL (custom_client_id)`,
  `CREATE INDEX ix_enrollment_key_custom_client ON enrollment_key (account_id, custom_client_id)
    WHERE custom_client_id IS NOT NULL`,
];

const CLIENT = [
  `ALTER TABLE client
    ADD custom_client_id uuid,
    ADD configuration_version int,
    ADD configuration_offered int,
    ADD configuration_offered_at timestamptz,
    ADD CONSTRAINT fk_client_custom_client FOREIGN KEY (account_id, custom_client_id)
      REFERENCES custom_client (account_id, id) ON DELETE SET NULL (custom_client_id)`,
  'CREATE INDEX ix_client_custom_client ON client (account_id, custom_client_id, configuration_version)',
];
