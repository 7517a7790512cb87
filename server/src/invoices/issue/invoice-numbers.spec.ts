import { newBuyerProcess } from '../../../test/buyer-process.ts';
import { brokenNumbers, newCustomer } from '../../../test/customers.ts';
import { useApi } from '../../../test/use-api.ts';
import { SYSTEM } from '../../events/actor.ts';

const KILLS = process.env['TEST_LONG'] === '1' ? 12 : 1;
const AT_ONCE = process.env['TEST_LONG'] === '1' ? 400 : 30;

describe('the numbers of invoices', () => {
  const api = useApi();

  const accounts = async (count: number): Promise<string[]> => {
    const made = await Promise.all(Array.from({ length: count }, () => newCustomer(api)));
    return made.map(({ accountId }) => accountId);
  };
  const write = (accountId: string, fault?: Error) => {
    const { ledger, ofInvoices } = api.portal.services;
    const line = { text: () => 'A thing', from: api.now, to: api.now, netCents: 100 };
    return ledger.write(accountId, async entry => {
      const invoice = await ofInvoices.writer.write(entry, accountId, [line], SYSTEM);
      if (fault) throw fault;
      return invoice?.number;
    });
  };
  const last = async (): Promise<number> => {
    const rows: { last: number }[] = await api.db.query('SELECT sum(last)::int AS last FROM invoice_counter');
    return rows[0]?.last ?? 0;
  };

  it(`have no gap and no repeat where ${AT_ONCE} are written at once, and what is undone gives its number back`, async () => {
    const ids = await accounts(6);
    const before = await last();
    const all = Array.from({ length: AT_ONCE }, (_, i) =>
      write(ids[i % ids.length] ?? '', i % 3 === 0 ? new Error('undone') : undefined).catch(() => undefined),
    );
    const numbers = (await Promise.all(all)).filter(number => number !== undefined);
    expect(new Set(numbers)).toHaveSize(AT_ONCE - Math.ceil(AT_ONCE / 3));
    expect((await last()) - before).toBe(numbers.length);
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it('begin anew with the year of the seller, not that of Greenwich', async () => {
    const [id = ''] = await accounts(1);
    const numberAt = async (now: string) => {
      api.now = new Date(now);
      return write(id);
    };
    expect(await numberAt('2029-12-31T22:59:59.999Z')).toBe('2029-00001');
    expect(await numberAt('2029-12-31T23:00:00Z')).toBe('2030-00001');
    expect(await numberAt('2030-01-01T00:00:00Z')).toBe('2030-00002');
  });

  it('are never dated earlier than the one before', async () => {
    const [id = ''] = await accounts(1);
    api.now = new Date('2031-06-01T12:00:00Z');
    await write(id);
    api.now = new Date('2031-06-01T11:59:58Z');
    const number = await write(id);
    const rows: { at: Date }[] = await api.db.query('SELECT issued_at AS at FROM invoice WHERE number = $1', [number]);
    expect(rows[0]?.at).toEqual(new Date('2031-06-01T12:00:00Z'));
  });

  it(`have no gap and no repeat where two processes write and are killed, ${KILLS} times each`, async () => {
    const [ids, url] = [await accounts(4), String((api.db.options as { url?: string }).url)];
    for (let i = 0; i < KILLS; i++) {
      const processes = [newBuyerProcess(url, ids), newBuyerProcess(url, [...ids].reverse())];
      await Promise.all(processes.map(each => each.wrote(3 + i)));
      await Promise.all(processes.map(each => each.kill()));
    }
    // What was under way is undone before the next one gets a number.
    await write(ids[0] ?? '');
    expect(await last()).toBeGreaterThan(KILLS * 6);
    expect(await brokenNumbers(api)).toEqual([]);
  });

  it('keep an account that has invoices from being deleted', async () => {
    const [id = ''] = await accounts(1);
    await write(id);
    await expectAsync(api.db.query('DELETE FROM account WHERE id = $1', [id])).toBeRejectedWithError(/foreign key/);
  });
});
