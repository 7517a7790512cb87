import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an invoice says, as it said it when it was written: its lines, seller, buyer and tax. Numbers come from one row for
 * each year, so that they have no gap; the directory of numbers keeps an account that has invoices from being deleted.
 */
export class Invoices1795649803095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invoice_number');
    await runner.query('DROP TABLE invoice_counter');
    await runner.query(`ALTER TABLE invoice
      DROP COLUMN kind, DROP COLUMN cancels, DROP COLUMN language, DROP COLUMN lines, DROP COLUMN seller, DROP COLUMN buyer,
      DROP COLUMN vat_category, DROP COLUMN vat_basis_points, DROP COLUMN payment, DROP COLUMN paid_at,
      DROP COLUMN mailed_at, DROP COLUMN reminders, DROP COLUMN reminded_at`);
  }
}

const UP = [
  `ALTER TABLE invoice
    ADD COLUMN kind text NOT NULL DEFAULT 'INVOICE',
    ADD COLUMN cancels uuid,
    ADD COLUMN language text NOT NULL DEFAULT 'en',
    ADD COLUMN lines jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN seller jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN buyer jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN vat_category text NOT NULL DEFAULT 'S',
    ADD COLUMN vat_basis_points int NOT NULL DEFAULT 1900,
    ADD COLUMN payment jsonb,
    ADD COLUMN paid_at timestamptz,
    ADD COLUMN mailed_at timestamptz,
    ADD COLUMN reminders int NOT NULL DEFAULT 0,
    ADD COLUMN reminded_at timestamptz,
    ADD CONSTRAINT uq_invoice_cancels UNIQUE (account_id, cancels),
    ADD CONSTRAINT ck_invoice_cancels CHECK ((kind = 'CANCELLATION') = (cancels IS NOT NULL))`,
  // What still has to be done about invoices is found without reading the others.
  `CREATE INDEX ix_invoice_open ON invoice (account_id, due_at) WHERE state = 'OPEN'`,
  `CREATE INDEX ix_invoice_unmailed ON invoice (account_id, id) WHERE mailed_at IS NULL`,

  // The last number of each year, and when it was given: later ones are not written earlier.
  `CREATE TABLE invoice_counter (
    year int PRIMARY KEY,
    last int NOT NULL,
    issued_at timestamptz NOT NULL)`,

  // The directory of invoice numbers, of which there is one series for the whole portal.
  `CREATE TABLE invoice_number (
    number text COLLATE "C" PRIMARY KEY,
    year int NOT NULL,
    place int NOT NULL,
    account_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    UNIQUE (year, place),
    FOREIGN KEY (account_id, invoice_id) REFERENCES invoice (account_id, id))`,
  `CREATE INDEX ix_invoice_number_invoice ON invoice_number (account_id, invoice_id)`,
];
