import { make } from '../../test/make.ts';
import { newTenant } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';
import { UserRole } from '../account/user.entity.ts';
import { SYSTEM } from '../events/actor.ts';
import { verify } from './verify.ts';

describe('verifying', () => {
  const api = useApi();

  const broken: [what: string, statement: string, stored: number, counted: number][] = [
    ['account_tally.clients', 'UPDATE account_tally SET clients = 2', 2, 1],
    ['account_tally.clients_online', 'UPDATE account_tally SET clients_online = 1', 1, 0],
    ['account_tally.sessions_active', 'UPDATE account_tally SET sessions_active = 3', 3, 0],
    ['account_tally.seq', 'UPDATE account_tally SET seq = 7', 7, 4],
    ['event.seq', 'DELETE FROM event WHERE seq = 2', 4, 3],
    ['license.clients_used', 'UPDATE license SET clients_used = 0', 0, 1],
    ['license.sessions_used', 'UPDATE license SET sessions_used = 1', 1, 0],
    ['license.active_devices_used', 'UPDATE license SET active_devices_used = 1', 1, 0],
    ['client.active_sessions of 123456789', 'UPDATE client SET active_sessions = 1', 1, 0],
    ['client_number.account_id of 123456789', 'UPDATE client_number SET account_id = NULL', 1, 0],
    ['client.alias of 123456789', "UPDATE client SET alias = 'desk@acme'", 1, 0],
    ['namespace.aliases_used of acme', 'UPDATE namespace SET aliases_used = 4', 4, 0],
    ['invoice.gross_cents of 2026-00001', 'UPDATE invoice SET gross_cents = 120, net_cents = 101', 120, 119],
    ['invoice_number of 2026-00001', 'DELETE FROM invoice_number', 1, 0],
    ['session_bucket.sessions', 'UPDATE session_bucket SET sessions = 5', 5, 0],
  ];
  for (const [what, statement, stored, counted] of broken) {
    it(`names ${what} where it is not what can be counted, and nothing else`, async () => {
      for (const table of ['invoice_number', 'invoice_counter', 'account']) await api.db.query(`DELETE FROM ${table}`);
      await api.db.query('DELETE FROM client_number');
      const { accountId, person } = await newTenant(api);
      await person(UserRole.VIEWER);
      await make(api.db).client({ accountId, id: '123456789' });
      await api.db.query(`INSERT INTO namespace (name, account_id, max_aliases) VALUES ('acme', $1, 9)`, [accountId]);
      await api.db.query('INSERT INTO session_bucket (account_id, at, sessions) VALUES ($1, $2, 0)', [
        accountId,
        api.now,
      ]);
      const { ledger, ofInvoices } = api.portal.services;
      const line = { text: () => 'A thing', from: api.now, to: api.now, netCents: 100 };
      await ledger.write(accountId, entry => ofInvoices.writer.write(entry, accountId, [line], SYSTEM));
      expect(await verify(api.db)).toEqual([]);

      await api.db.query(statement);

      const differences = await verify(api.db);
      expect(differences.filter(each => each.accountId !== null)).toEqual([{ accountId, what, stored, counted }]);
    });
  }

  it('names a year whose invoice numbers have a gap', async () => {
    await api.db.query(`INSERT INTO invoice_counter (year, last, issued_at) VALUES (2031, 2, now())`);
    expect(await verify(api.db)).toContain({
      accountId: null,
      what: 'invoice_counter.last of 2031',
      stored: 2,
      counted: 0,
    });
    await api.db.query('DELETE FROM invoice_counter WHERE year = 2031');
  });
});
