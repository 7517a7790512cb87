import { type AnotherProcess, useProcesses } from '../../../test/another-process.ts';
import { brokenNumbers, invoicesOf, newCustomer } from '../../../test/customers.ts';
import { holdTally } from '../../../test/held-tally.ts';
import { logOf } from '../../../test/log-of.ts';
import type { Tenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { Ledger } from '../../events/ledger.ts';
import type { NewLicense } from '../../license/license.service.ts';
import { Product } from '../../license/product.ts';
import { Renewals } from './renewals.ts';

const END = '2026-06-01T18:00:00.000Z';
const NEXT = '2027-06-01T18:00:00.000Z';
const TERMINATE = `mutation { terminateContract(input: { runsUntil: "${END}" }) { terminatesAt } }`;
const ACCOUNTS = process.env['TEST_LONG'] === '1' ? 60 : 6;

describe('the renewal of a contract', () => {
  const api = useApi();
  const newProcess = useProcesses(api);

  const customer = (license: Partial<NewLicense> = {}) =>
    newCustomer(api, { product: Product.POWER, expiresAt: new Date(END), ...license });
  const renew = (process: Pick<AnotherProcess, 'portal'> = api) => process.portal.services.ofInvoices.renewals.run();
  const licenseOf = async ({ accountId }: Tenant): Promise<Record<string, unknown>> => {
    const [license]: Record<string, unknown>[] = await api.db.query(
      `SELECT product, expires_at AS "expiresAt", next_product AS "nextProduct", max_clients AS "maxClients" FROM license
       WHERE account_id = $1`,
      [accountId],
    );
    return license ?? {};
  };
  const net = async ({ accountId }: Tenant) => (await invoicesOf(api, accountId)).map(invoice => invoice.net);

  it('comes with the end of its year, by an invoice for the next, and not before', async () => {
    const tenant = await customer();
    await api.db.query(
      `INSERT INTO namespace (name, account_id, max_aliases, bought_at) VALUES ('renewed', $1, 200, $2)`,
      [tenant.accountId, api.now],
    );
    api.now = new Date(Date.parse(END) - 1);
    await renew();
    expect(await net(tenant)).toEqual([]);

    api.now = new Date(END);
    await renew();
    await renew();

    expect(await licenseOf(tenant)).toEqual(jasmine.objectContaining({ product: 'POWER', expiresAt: new Date(NEXT) }));
    expect(await net(tenant)).toEqual([95_880 + 14_400]);
    const [invoice]: { lines: object[] }[] = await api.db.query('SELECT lines FROM invoice WHERE account_id = $1', [
      tenant.accountId,
    ]);
    expect(invoice?.lines).toEqual([
      { text: 'Power license, one year', from: END, to: NEXT, netCents: 95_880, vatCents: 18_217 },
      { text: 'Namespace @renewed with up to 200 aliases', from: END, to: NEXT, netCents: 14_400, vatCents: 2_736 },
    ]);
    expect(await logOf(api, tenant.accountId, 'LICENSE_RENEWED', 'INVOICE_ISSUED')).toEqual([
      { type: 'LICENSE_RENEWED', actor: 'SYSTEM', data: { product: 'POWER', expiresAt: NEXT } },
      { type: 'INVOICE_ISSUED', actor: 'SYSTEM', data: jasmine.objectContaining({ grossCents: 131_233 }) },
    ]);
  });

  it('charges no namespace that was given, and the price that was agreed on', async () => {
    const tenant = await customer({ agreedYearlyCents: 70_000 });
    await api.db.query(`INSERT INTO namespace (name, account_id, max_aliases) VALUES ('given', $1, 200)`, [
      tenant.accountId,
    ]);
    api.now = new Date(END);
    await renew();
    expect(await net(tenant)).toEqual([70_000]);
  });

  const left: [what: string, license: Partial<NewLicense>, change: string][] = [
    ['does not renew', { renews: false }, 'renews = false'],
    ['was terminated', {}, 'terminates_at = expires_at'],
  ];
  for (const [what, license, change] of left) {
    it(`does not come where the contract ${what}`, async () => {
      const tenant = await customer(license);
      await api.db.query(`UPDATE license SET ${change} WHERE account_id = $1`, [tenant.accountId]);
      api.now = new Date(END);
      await renew();
      expect(await net(tenant)).toEqual([]);
    });
  }

  it('waits while the account is suspended', async () => {
    const tenant = await customer();
    await api.db.query('UPDATE account SET suspended_at = $2 WHERE id = $1', [tenant.accountId, api.now]);
    api.now = new Date(END);
    await renew();
    expect(await net(tenant)).toEqual([]);
    await api.db.query('UPDATE account SET suspended_at = NULL WHERE id = $1', [tenant.accountId]);
    await renew();
    expect(await net(tenant)).toEqual([95_880]);
  });

  it('goes on with the smaller product that was asked for, where what is in use fits into it', async () => {
    const [fits, doesNot] = [await customer({ agreedYearlyCents: 1 }), await customer()];
    for (const { accountId, owner } of [fits, doesNot]) {
      const change = 'mutation { changeNextProduct(input: { product: ESSENTIALS }) { nextProduct } }';
      expect((await api.as(owner, change)).data).toEqual({ changeNextProduct: { nextProduct: 'ESSENTIALS' } });
      expect(await licenseOf({ accountId } as Tenant)).toEqual(jasmine.objectContaining({ product: 'POWER' }));
    }
    await api.db.query('UPDATE license SET clients_used = 11 WHERE account_id = $1', [doesNot.accountId]);
    api.now = new Date(END);
    await renew();
    expect(await licenseOf(fits)).toEqual({
      product: 'ESSENTIALS',
      expiresAt: new Date(NEXT),
      nextProduct: null,
      maxClients: 10,
    });
    expect(await net(fits)).toEqual([15_480]);
    expect(await licenseOf(doesNot)).toEqual(jasmine.objectContaining({ product: 'POWER', nextProduct: null }));
    expect(await net(doesNot)).toEqual([95_880]);
  });

  it(`of ${ACCOUNTS} accounts is written once each where two processes do it at once, again and again`, async () => {
    const tenants = await Promise.all(Array.from({ length: ACCOUNTS }, () => customer()));
    const second = await newProcess();
    api.now = new Date(END);
    await Promise.all([renew(), renew(second), renew(), renew(second)]);
    await renew(second);
    for (const tenant of tenants) expect(await net(tenant)).toEqual([95_880]);
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it('that fails for one account comes for the others, and later for that one', async () => {
    const [broken, whole] = [await customer(), await customer()];
    await api.db.query(`UPDATE license SET product = 'GONE' WHERE account_id = $1`, [broken.accountId]);
    api.now = new Date(END);
    await renew();
    expect(api.lines.join()).toContain('Something that goes on by itself failed');
    expect([await net(broken), await net(whole)]).toEqual([[], [95_880]]);
    await api.db.query(`UPDATE license SET product = 'POWER' WHERE account_id = $1`, [broken.accountId]);
    await renew();
    expect(await net(broken)).toEqual([95_880]);
  });

  it('that is cut off in the middle of its transaction comes after the next start, once', async () => {
    const first = await customer();
    api.now = new Date(END);
    await renew();
    const tenant = await customer();
    const holder = api.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM invoice_counter FOR UPDATE');
    const renewing = renew(await newProcess());
    // What the database sees of a process that is killed: its connection ends.
    for (let killed: unknown[] = []; killed.length === 0;) {
      killed = await api.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
    }
    await renewing;
    expect(await net(tenant)).toEqual([]);
    await holder.rollbackTransaction();
    await holder.release();

    const restarted = await newProcess();
    await renew(restarted);
    await renew(restarted);

    expect([await net(first), await net(tenant)]).toEqual([[95_880], [95_880]]);
    expect(await licenseOf(tenant)).toEqual(jasmine.objectContaining({ expiresAt: new Date(NEXT) }));
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it('catches up year by year with what was missed', async () => {
    const tenant = await customer();
    api.now = new Date(Date.parse(NEXT) + 1000);
    await renew();
    await renew();
    await renew();
    expect(await net(tenant)).toEqual([95_880, 95_880]);
    expect(await licenseOf(tenant)).toEqual(jasmine.objectContaining({ expiresAt: new Date('2028-06-01T18:00:00Z') }));
  });

  it('does not come after a termination that was first, though it was due when it was looked for', async () => {
    const tenant = await customer();
    const clock = () => new Date(END);
    const ledger = new Ledger(api.db, clock, { ring: () => undefined });
    const { writer } = api.portal.services.ofInvoices;
    const renewals = new Renewals(api.db, ledger, writer, clock, fail);
    api.now = new Date(Date.parse(END) - 1);
    const held = await holdTally(api, tenant.accountId);
    const terminating = api.as(tenant.owner, TERMINATE);
    await held.until(1);
    const renewing = renewals.run();
    await held.until(2);
    await held.release();

    expect((await terminating).data).toEqual({ terminateContract: { terminatesAt: END } });
    await renewing;
    expect(await net(tenant)).toEqual([]);
    expect(await licenseOf(tenant)).toEqual(jasmine.objectContaining({ expiresAt: new Date(END) }));
  });

  it('that was first refuses the termination', async () => {
    const tenant = await customer();
    api.now = new Date(END);
    const held = await holdTally(api, tenant.accountId);
    const renewing = renew();
    await held.until(1);
    const terminating = api.refusals(tenant.owner, TERMINATE);
    await held.until(2);
    await held.release();

    await renewing;
    expect(await terminating).toEqual(['CONFLICT']);
    expect(await net(tenant)).toEqual([95_880]);
  });
});
