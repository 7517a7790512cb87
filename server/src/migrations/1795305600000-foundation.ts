import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first tables. A tenant table's key begins with account_id; what must be unique over all accounts stands in small
 * directories that name the account. Tables that the API does not show have no entity: the ledger, the directories,
 * commands' delivery, processes. Texts that are sorted or compared are COLLATE "C", so that cursors hold on every server.
 */
export class Foundation1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ACCOUNT, ...LEDGER, ...LICENSE, ...CLIENTS, ...SESSIONS, ...THE_REST]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'tally_sample, session_bucket, invoice, custom_client, command, session, alias, client, client_number, namespace',
      'enrollment_key, license, setup_link, sign_in_token, sign_in, user_email, portal_user, event, account_tally, account',
      'node, rate_limit',
    ];
    for (const names of tables) await runner.query(`DROP TABLE ${names}`);
  }
}

const ACCOUNT = [
  `CREATE TABLE account (
    id uuid NOT NULL,
    customer_number text COLLATE "C" NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    contact_name text NOT NULL,
    company text,
    street text,
    postal_code text,
    city text,
    country text,
    phone text,
    payment_kind text,
    payment_summary text,
    created_at timestamptz NOT NULL,
    suspended_at timestamptz,
    CONSTRAINT pk_account PRIMARY KEY (id),
    CONSTRAINT uq_account_customer_number UNIQUE (customer_number))`,

  `CREATE TABLE portal_user (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    email text COLLATE "C" NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    created_at timestamptz NOT NULL,
    suspended_at timestamptz,
    CONSTRAINT pk_portal_user PRIMARY KEY (account_id, id),
    CONSTRAINT fk_portal_user_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE)`,

  // The directory of e-mail addresses, in lower case: one user in all accounts.
  `CREATE TABLE user_email (
    email text COLLATE "C" PRIMARY KEY,
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    FOREIGN KEY (account_id, user_id) REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`,
  `CREATE INDEX ix_user_email_user ON user_email (account_id, user_id)`,

  `CREATE TABLE sign_in (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    ip text NOT NULL,
    user_agent text NOT NULL,
    CONSTRAINT pk_sign_in PRIMARY KEY (account_id, id),
    CONSTRAINT fk_sign_in_user FOREIGN KEY (account_id, user_id) REFERENCES portal_user (account_id, id) ON DELETE CASCADE)`,
  `CREATE INDEX ix_sign_in_user ON sign_in (account_id, user_id)`,

  // The directory of sign-in cookies: the SHA-256 of each secret.
  `CREATE TABLE sign_in_token (
    hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    sign_in_id uuid NOT NULL,
    FOREIGN KEY (account_id, sign_in_id) REFERENCES sign_in (account_id, id) ON DELETE CASCADE)`,
  `CREATE INDEX ix_sign_in_token_sign_in ON sign_in_token (account_id, sign_in_id)`,

  // The link that the first start prints: whoever has it makes the first account, once.
  `CREATE TABLE setup_link (
    hash bytea PRIMARY KEY,
    created_at timestamptz NOT NULL,
    used_at timestamptz)`,
];

const LEDGER = [
  // One row an account: the last number of its log, and what the dashboard counts. Every writing transaction locks it first.
  `CREATE TABLE account_tally (
    account_id uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    seq bigint NOT NULL DEFAULT 0,
    clients int NOT NULL DEFAULT 0 CHECK (clients >= 0),
    clients_online int NOT NULL DEFAULT 0 CHECK (clients_online BETWEEN 0 AND clients),
    sessions_active int NOT NULL DEFAULT 0 CHECK (sessions_active >= 0))`,

  // Parted by month so that retention drops a table; the key has \`at\` only because a parted table's key must.
  `CREATE TABLE event (
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    type text NOT NULL,
    actor_kind text NOT NULL,
    actor_id text,
    actor_name text,
    client_id text,
    session_id bigint,
    data jsonb NOT NULL,
    PRIMARY KEY (account_id, seq, at),
    FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE) PARTITION BY RANGE (at)`,
  `CREATE TABLE event_other PARTITION OF event DEFAULT`,

  // What the tally said at a moment: the charts' past.
  `CREATE TABLE tally_sample (
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at timestamptz NOT NULL,
    clients int NOT NULL,
    clients_online int NOT NULL,
    sessions_active int NOT NULL,
    PRIMARY KEY (account_id, at))`,
  // Samples are removed by time, over all accounts; they are written in its order.
  `CREATE INDEX ix_tally_sample_at ON tally_sample USING brin (at)`,
];

const LICENSE = [
  // Limits and their use stand side by side, so that a CHECK can keep them. Null: unlimited.
  `CREATE TABLE license (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    product text NOT NULL,
    key_encrypted bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    terminates_at timestamptz,
    max_clients int,
    clients_used int NOT NULL DEFAULT 0,
    max_sessions int,
    sessions_used int NOT NULL DEFAULT 0,
    max_active_devices int,
    active_devices_used int NOT NULL DEFAULT 0,
    max_session_length_seconds int,
    CONSTRAINT pk_license PRIMARY KEY (account_id, id),
    CONSTRAINT uq_license_account UNIQUE (account_id),
    CONSTRAINT fk_license_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT ck_license_clients CHECK (clients_used >= 0 AND (max_clients IS NULL OR clients_used <= max_clients)),
    CONSTRAINT ck_license_sessions CHECK (sessions_used >= 0 AND (max_sessions IS NULL OR sessions_used <= max_sessions)),
    CONSTRAINT ck_license_active_devices
      CHECK (active_devices_used >= 0 AND (max_active_devices IS NULL OR active_devices_used <= max_active_devices)))`,

  // The directory of keys that enroll, found by a keyed hash. Kind LICENSE or CUSTOM_CLIENT.
  `CREATE TABLE enrollment_key (
    hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    kind text NOT NULL,
    connection_type text NOT NULL,
    quota int,
    used int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CHECK (used >= 0 AND (quota IS NULL OR used <= quota)))`,
  `CREATE INDEX ix_enrollment_key_account ON enrollment_key (account_id, id)`,

  // The directory of namespaces. \`ad\` is public: it has no account and no limit.
  `CREATE TABLE namespace (
    name text COLLATE "C" PRIMARY KEY,
    account_id uuid REFERENCES account (id) ON DELETE CASCADE,
    max_aliases int,
    aliases_used int NOT NULL DEFAULT 0,
    CHECK (aliases_used >= 0 AND (max_aliases IS NULL OR aliases_used <= max_aliases)))`,
  `CREATE INDEX ix_namespace_account ON namespace (account_id, name)`,
  `INSERT INTO namespace (name) VALUES ('ad')`,
];

const CLIENTS = [
  // The directory of numbers: each is one device's for ever, and names the account that has it now, or none.
  `CREATE TABLE client_number (
    number text COLLATE "C" PRIMARY KEY CHECK (number ~ '^[1-9][0-9]{8,9}$'),
    account_id uuid REFERENCES account (id) ON DELETE SET NULL,
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL)`,
  `CREATE INDEX ix_client_number_account ON client_number (account_id, number)`,

  `CREATE TABLE client (
    account_id uuid NOT NULL,
    id text COLLATE "C" NOT NULL,
    alias text COLLATE "C",
    hardware_id text COLLATE "C" NOT NULL,
    platform text NOT NULL,
    host_name text,
    version text,
    comment text,
    connection_type text NOT NULL,
    presence text NOT NULL DEFAULT 'OFFLINE',
    online_since timestamptz,
    last_seen_at timestamptz,
    node_id uuid,
    epoch bigint NOT NULL DEFAULT 0,
    boot_id text,
    clock_skew_seconds int,
    suspected_clone_at timestamptz,
    active_sessions int NOT NULL DEFAULT 0,
    enrolled_at timestamptz NOT NULL,
    CONSTRAINT pk_client PRIMARY KEY (account_id, id),
    CONSTRAINT uq_client_hardware UNIQUE (account_id, hardware_id),
    CONSTRAINT fk_client_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT ck_client_active_sessions CHECK (active_sessions >= 0),
    CONSTRAINT ck_client_presence CHECK (presence IN ('ONLINE', 'STALE', 'OFFLINE')))`,
  `CREATE INDEX ix_client_alias ON client (account_id, alias, id)`,
  `CREATE INDEX ix_client_online_since ON client (account_id, online_since, id)`,
  `CREATE INDEX ix_client_last_seen ON client (account_id, last_seen_at, id)`,
  `CREATE INDEX ix_client_present ON client (account_id, node_id) WHERE presence <> 'OFFLINE'`,

  // The directory of aliases, found without regard to case. A public one that was given up is kept for 30 days.
  `CREATE TABLE alias (
    namespace text COLLATE "C" NOT NULL REFERENCES namespace (name) ON DELETE CASCADE,
    lower_name text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    account_id uuid NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    released_at timestamptz,
    PRIMARY KEY (namespace, lower_name))`,
  `CREATE INDEX ix_alias_client ON alias (account_id, client_id)`,

  // What the portal tells a device to do, delivered until it is acknowledged or has expired.
  `CREATE TABLE command (
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    client_id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    session_id bigint,
    data jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    delivered_at timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (account_id, id))`,
  `CREATE INDEX ix_command_waiting ON command (account_id, client_id, id) WHERE state IN ('QUEUED', 'DELIVERED')`,
  `CREATE INDEX ix_command_session ON command (account_id, session_id) WHERE session_id IS NOT NULL`,

  // The processes that hold sockets. One whose lease has run out is dead, and another takes its devices over.
  `CREATE TABLE node (
    id uuid PRIMARY KEY,
    started_at timestamptz NOT NULL,
    lease_until timestamptz NOT NULL)`,
];

const SESSIONS = [
  `CREATE TABLE session (
    account_id uuid NOT NULL,
    id bigint NOT NULL,
    from_client_id text COLLATE "C" NOT NULL,
    from_alias text,
    from_own boolean NOT NULL,
    to_client_id text COLLATE "C" NOT NULL,
    to_alias text,
    to_own boolean NOT NULL,
    reporter_client_id text COLLATE "C" NOT NULL,
    boot_id text NOT NULL,
    local_id text NOT NULL,
    peer_client_id text COLLATE "C",
    peer_boot_id text,
    peer_local_id text,
    other_account_id uuid,
    takes_place boolean NOT NULL,
    requested_at timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    confirmed_at timestamptz NOT NULL,
    end_reason text,
    ends_by timestamptz,
    held_until timestamptz,
    device_started_at timestamptz,
    comment text,
    closing_command_id uuid,
    CONSTRAINT pk_session PRIMARY KEY (account_id, id),
    CONSTRAINT uq_session_reported UNIQUE (account_id, reporter_client_id, boot_id, local_id),
    CONSTRAINT uq_session_linked UNIQUE (account_id, peer_client_id, peer_boot_id, peer_local_id),
    CONSTRAINT fk_session_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT ck_session_ended CHECK ((ended_at IS NULL) = (end_reason IS NULL)))`,
  `CREATE INDEX ix_session_started ON session (account_id, started_at, id)`,
  `CREATE INDEX ix_session_from ON session (account_id, from_client_id, started_at, id)`,
  `CREATE INDEX ix_session_to ON session (account_id, to_client_id, started_at, id)`,
  `CREATE INDEX ix_session_active ON session (account_id, started_at, id) WHERE ended_at IS NULL`,
  // How many sessions started in each quarter of an hour: the chart's past.
  `CREATE TABLE session_bucket (
    account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at timestamptz NOT NULL,
    sessions int NOT NULL,
    PRIMARY KEY (account_id, at))`,
];

const THE_REST = [
  `CREATE TABLE custom_client (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    platform text NOT NULL,
    version text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_custom_client PRIMARY KEY (account_id, id),
    CONSTRAINT fk_custom_client_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE)`,

  `CREATE TABLE invoice (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    number text COLLATE "C" NOT NULL,
    issued_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    service_from timestamptz NOT NULL,
    service_to timestamptz NOT NULL,
    net_cents int NOT NULL,
    vat_cents int NOT NULL,
    gross_cents int NOT NULL,
    currency text NOT NULL,
    state text NOT NULL,
    CONSTRAINT pk_invoice PRIMARY KEY (account_id, id),
    CONSTRAINT uq_invoice_number UNIQUE (account_id, number),
    CONSTRAINT fk_invoice_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
    CONSTRAINT ck_invoice_sum CHECK (gross_cents = net_cents + vat_cents))`,
  `CREATE INDEX ix_invoice_issued ON invoice (account_id, issued_at, id)`,

  // As rate-limiter-flexible wants it, shared by all processes.
  `CREATE TABLE rate_limit (key varchar(255) PRIMARY KEY, points int NOT NULL DEFAULT 0, expire bigint)`,
];
