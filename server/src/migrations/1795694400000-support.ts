import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets and what is written about them; the directory by which a number finds its ticket, among those of all accounts. */
export class Support1795694400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE support_message, support_ticket_number, support_ticket');
    await runner.query('DROP SEQUENCE support_ticket_serial');
  }
}

const UP = [
  'CREATE SEQUENCE support_ticket_serial',
  `CREATE TABLE support_ticket (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    number text COLLATE "C" NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    author jsonb NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT pk_support_ticket PRIMARY KEY (account_id, id),
    CONSTRAINT ck_support_ticket_state CHECK (state IN ('OPEN', 'ANSWERED', 'CLOSED')),
    CONSTRAINT fk_support_ticket_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_support_ticket_changed ON support_ticket (account_id, changed_at, id)',
  `CREATE TABLE support_ticket_number (
    number text COLLATE "C" PRIMARY KEY,
    account_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    FOREIGN KEY (account_id, ticket_id) REFERENCES support_ticket (account_id, id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_support_ticket_number_ticket ON support_ticket_number (account_id, ticket_id)',
  `CREATE TABLE support_message (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    author jsonb NOT NULL,
    text text NOT NULL,
    sent_at timestamptz NOT NULL,
    CONSTRAINT pk_support_message PRIMARY KEY (account_id, id),
    CONSTRAINT fk_support_message_ticket FOREIGN KEY (account_id, ticket_id)
      REFERENCES support_ticket (account_id, id) ON DELETE CASCADE)`,
  'CREATE INDEX ix_support_message_ticket ON support_message (account_id, ticket_id, id)',
];
