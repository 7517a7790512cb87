import type { NewLicense } from '../src/license/license.service.ts';
import { newTenant, type Tenant } from './tenant.ts';
import type { Api } from './use-api.ts';

/** Where the buyer of a spec lives. */
export interface Buyer {
  readonly country?: string;
  readonly vatId?: string | null;
}

/** An account that can buy: as `newTenant`, with an address. Its contract renews unless told otherwise. */
export async function newCustomer(
  api: Api,
  license: Partial<NewLicense> = {},
  { country = 'DE', vatId = null }: Buyer = {},
): Promise<Tenant> {
  const tenant = await newTenant(api, { renews: !license.isTrial, ...license });
  await api.db.query(
    `UPDATE account SET company = 'Müller & Søn <GmbH>', contact_name = 'Zoë Çelik', street = 'Straße 1', postal_code = '10115',
       city = 'Łódź', country = $2, vat_id = $3 WHERE id = $1`,
    [tenant.accountId, country, vatId],
  );
  return tenant;
}

interface Invoiced {
  readonly number: string;
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
  readonly state: string;
}

/** The invoices of an account, the first first. */
export const invoicesOf = ({ db }: Api, accountId: string): Promise<Invoiced[]> =>
  db.query(
    `SELECT number, net_cents AS net, vat_cents AS vat, gross_cents AS gross, state FROM invoice
     WHERE account_id = $1 ORDER BY issued_at, id`,
    [accountId],
  );

/** Which numbers of the series of all invoices are missing, repeated, or in no directory: none, if nothing is broken. */
export async function brokenNumbers({ db }: Api): Promise<string[]> {
  const rows: { number: string }[] = await db.query(
    `SELECT coalesce(n.number, i.number, g.year || ' ' || g.place) AS number
     FROM (SELECT c.year, generate_series(1, c.last) AS place FROM invoice_counter c) g
     FULL JOIN invoice_number n ON n.year = g.year AND n.place = g.place
     FULL JOIN invoice i ON i.account_id = n.account_id AND i.id = n.invoice_id AND i.number = n.number
     WHERE g.place IS NULL OR n.number IS NULL OR i.id IS NULL
       OR n.number NOT LIKE '%' || g.year || '-' || lpad(g.place::text, 5, '0')`,
  );
  return rows.map(({ number }) => number);
}
