import { newTenant, type Tenant } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';
import { ApiError } from '../core/errors.ts';
import { Reader } from '../core/postgres/sql.ts';
import type { Entry } from '../events/ledger.ts';
import { verify } from '../operator/verify.ts';
import { EnrollmentKeys } from './key/enrollment-keys.ts';
import { newKey } from './key/license-key.ts';
import { Places } from './places.ts';

describe('the places of a license', () => {
  const api = useApi();
  const places = new Places();

  const inEntry = <T>({ accountId }: Tenant, work: (entry: Entry) => Promise<T>): Promise<T> =>
    api.portal.services.ledger.write(accountId, work);
  const refusalOf = async (work: Promise<unknown>): Promise<unknown> => {
    try {
      await work;
      return 'let through';
    } catch (error) {
      return error instanceof ApiError ? error.extensions : error;
    }
  };
  const used = async ({ accountId }: Tenant): Promise<unknown> => {
    const rows: unknown[] = await api.db.query(
      `SELECT clients_used AS clients, sessions_used AS sessions, active_devices_used AS devices FROM license WHERE account_id = $1`,
      [accountId],
    );
    return rows[0];
  };

  const kinds = [
    ['SEAT_LIMIT_REACHED', 'maxClients', 'takeSeat', 'clients'],
    ['SESSION_LIMIT_REACHED', 'maxSessions', 'takeSession', 'sessions'],
    ['DEVICE_LIMIT_REACHED', 'maxActiveDevices', 'takeActiveDevice', 'devices'],
  ] as const;
  for (const [code, limit, take, counter] of kinds) {
    it(`are refused with ${code}, the limit and the use when all are taken, and nothing is half done`, async () => {
      const tenant = await newTenant(api, { [limit]: 2 });
      await inEntry(tenant, async entry => {
        await places[take](entry, tenant.accountId);
        await places[take](entry, tenant.accountId);
      });

      expect(await refusalOf(inEntry(tenant, entry => places[take](entry, tenant.accountId)))).toEqual({
        code,
        details: { limit: 2, used: 2 },
      });
      expect(await used(tenant)).toEqual({ clients: 0, sessions: 0, devices: 0, [counter]: 2 });
    });
  }

  it('are taken by as many of fifty racers as there are, without the lock of the account', async () => {
    const tenant = await newTenant(api, { maxClients: 3 });

    // The statement alone must hold, whoever forgets to lock.
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        refusalOf(api.db.transaction(sql => places.takeSeat({ sql } as unknown as Entry, tenant.accountId))),
      ),
    );

    expect(answers.filter(answer => answer === 'let through')).toHaveSize(3);
    expect(await used(tenant)).toEqual({ clients: 3, sessions: 0, devices: 0 });
  });

  it('are without end where the license sets no limit', async () => {
    const tenant = await newTenant(api);
    for (let i = 0; i < 5; i++) await inEntry(tenant, entry => places.takeSeat(entry, tenant.accountId));
    expect(await used(tenant)).toEqual({ clients: 5, sessions: 0, devices: 0 });
    await inEntry(tenant, async entry => {
      for (let i = 0; i < 5; i++) await places.releaseSeat(entry, tenant.accountId);
    });
    expect(await verify(api.db)).not.toContain(jasmine.objectContaining({ accountId: tenant.accountId }));
  });

  it('are given back several at once, and never more than were taken', async () => {
    const tenant = await newTenant(api, { maxSessions: 3 });
    await inEntry(tenant, async entry => {
      for (let i = 0; i < 3; i++) await places.takeSession(entry, tenant.accountId);
    });
    await inEntry(tenant, entry => places.releaseSessions(entry, tenant.accountId, 2));
    expect(await used(tenant)).toEqual({ clients: 0, sessions: 1, devices: 0 });
    await expectAsync(inEntry(tenant, entry => places.releaseSessions(entry, tenant.accountId, 2))).toBeRejected();
  });

  it("are one account's own", async () => {
    const [mine, theirs] = [await newTenant(api, { maxClients: 1 }), await newTenant(api, { maxClients: 1 })];
    await inEntry(mine, entry => places.takeSeat(entry, mine.accountId));
    expect(await refusalOf(inEntry(theirs, entry => places.takeSeat(entry, theirs.accountId)))).toBe('let through');
  });

  const ends: [what: string, column: string, at: string, expected: unknown][] = [
    ['holds until the millisecond before it expires', 'expires_at', '2026-06-01T12:00:00.001Z', 'let through'],
    [
      'holds no longer when it expires',
      'expires_at',
      '2026-06-01T12:00:00Z',
      { code: 'LICENSE_EXPIRED', details: { expiredAt: '2026-06-01T12:00:00.000Z' } },
    ],
    [
      'holds no longer when its contract has run out',
      'terminates_at',
      '2026-05-01T00:00:00Z',
      { code: 'LICENSE_EXPIRED', details: { expiredAt: '2026-05-01T00:00:00.000Z' } },
    ],
    ['holds while a terminated contract runs', 'terminates_at', '2026-07-01T00:00:00Z', 'let through'],
  ];
  for (const [what, column, at, expected] of ends) {
    it(`are there while the license ${what}`, async () => {
      const tenant = await newTenant(api);
      await api.db.query(`UPDATE license SET ${column} = $2 WHERE account_id = $1`, [tenant.accountId, at]);
      const { licenses } = api.portal.services;
      expect(await refusalOf(inEntry(tenant, entry => licenses.requireHolding(entry, tenant.accountId)))).toEqual(
        expected,
      );
    });
  }

  it('are enrolled for by a key as people type it, and by no other', async () => {
    const tenant = await newTenant(api);
    const keys = new EnrollmentKeys(new Reader(api.db), api.secrets);

    const found = await keys.find(` ${tenant.licenseKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `);

    expect(found).toEqual(
      jasmine.objectContaining({ accountId: tenant.accountId, kind: 'LICENSE', connectionType: 'BOTH' }),
    );
    for (const key of [newKey(), '', `${tenant.licenseKey}0`, tenant.licenseKey.slice(1), 'x'.repeat(10_000)]) {
      expect(await refusalOf(keys.find(key))).toEqual({ code: 'LICENSE_KEY_INVALID' });
    }
  });

  it('are not enrolled for by a key that was reset while the device was on its way', async () => {
    const tenant = await newTenant(api);
    const keys = new EnrollmentKeys(new Reader(api.db), api.secrets);
    const found = await keys.find(tenant.licenseKey);
    expect(await refusalOf(inEntry(tenant, entry => keys.requireHolding(entry, found)))).toBe('let through');

    await api.db.query('UPDATE enrollment_key SET revoked_at = now() WHERE account_id = $1', [tenant.accountId]);

    expect(await refusalOf(inEntry(tenant, entry => keys.requireHolding(entry, found)))).toEqual({
      code: 'LICENSE_KEY_INVALID',
    });
    expect(await refusalOf(keys.find(tenant.licenseKey))).toEqual({ code: 'LICENSE_KEY_INVALID' });
  });
});
