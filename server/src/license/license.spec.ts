import { newTenant } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';
import { Product } from './product.ts';

const LICENSE = `{ license { product keyMasked state expiresAt terminatesAt maxClients clientsUsed maxSessions sessionsUsed
  maxActiveDevices activeDevicesUsed maxSessionLengthSeconds namespace { name maxAliases aliasesUsed } } }`;
const DAY_MS = 86_400_000;

describe('a license', () => {
  const api = useApi();

  it('shows its product, its limits with their use, and its key masked', async () => {
    const { owner, licenseKey } = await newTenant(api, {
      product: Product.POWER,
      maxClients: 7,
      expiresAt: new Date('2027-01-01T00:00:00Z'),
    });

    const { data } = await api.as(owner, LICENSE);

    expect(data?.['license']).toEqual({
      product: 'POWER',
      keyMasked: `•••••-•••••-•••••-•••••-•••${licenseKey.slice(-5)}`,
      state: 'ACTIVE',
      expiresAt: '2027-01-01T00:00:00.000Z',
      terminatesAt: null,
      maxClients: 7,
      clientsUsed: 0,
      maxSessions: 10,
      sessionsUsed: 0,
      maxActiveDevices: 20,
      activeDevicesUsed: 0,
      maxSessionLengthSeconds: null,
      namespace: null,
    });
  });

  it("shows the account's own namespace, and no other's", async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    await api.db.query(
      `INSERT INTO namespace (name, account_id, max_aliases, aliases_used) VALUES ('acme', $1, 50, 3)`,
      [mine.accountId],
    );

    const show = '{ license { namespace { name maxAliases aliasesUsed } } }';
    expect((await api.as(mine.owner, show)).data).toEqual({
      license: { namespace: { name: 'acme', maxAliases: 50, aliasesUsed: 3 } },
    });
    expect((await api.as(theirs.owner, show)).data).toEqual({ license: { namespace: null } });
  });

  it('is the one of the account, wherever it is asked from', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const show =
      '{ license { id } account { license { id } } viewer { ... on UserViewer { account { license { id } } } } }';
    const [own, other] = [await api.as(mine.owner, show), await api.as(theirs.owner, show)];
    const { license } = own.data as { license: { id: string } };
    expect(own.data).toEqual({ license, account: { license }, viewer: { account: { license } } });
    expect(JSON.stringify(other.data)).not.toContain(license.id);
  });

  const states: [what: string, expiresInMs: number, terminatesInMs: number | null, state: string][] = [
    ['holds for more than 30 days', 30 * DAY_MS + 1, null, 'ACTIVE'],
    ['holds for 30 days', 30 * DAY_MS, null, 'EXPIRING'],
    ['holds for a millisecond', 1, null, 'EXPIRING'],
    ['ends now', 0, null, 'EXPIRED'],
    ['ended long ago', -400 * DAY_MS, null, 'EXPIRED'],
    ['was terminated and still runs', 90 * DAY_MS, 10 * DAY_MS, 'TERMINATED'],
    ['was terminated and has run out', 90 * DAY_MS, -DAY_MS, 'TERMINATED'],
  ];
  for (const [what, expiresInMs, terminatesInMs, state] of states) {
    it(`that ${what} is ${state}`, async () => {
      const { owner, accountId } = await newTenant(api, { expiresAt: new Date(api.now.getTime() + expiresInMs) });
      const terminatesAt = terminatesInMs === null ? null : new Date(api.now.getTime() + terminatesInMs);
      await api.db.query('UPDATE license SET terminates_at = $2 WHERE account_id = $1', [accountId, terminatesAt]);
      expect((await api.as(owner, '{ license { state } }')).data).toEqual({ license: { state } });
    });
  }

  it('is shown to no stranger', async () => {
    expect(await api.refusals(null, LICENSE)).toEqual(['UNAUTHENTICATED']);
  });

  it('keeps its key encrypted, for its own account only', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const rows: { key: string }[] = await api.db.query(`SELECT encode(key_encrypted, 'escape') AS key FROM license`);
    expect(JSON.stringify(rows)).not.toContain(mine.licenseKey);

    await api.db.query(
      'UPDATE license SET key_encrypted = (SELECT key_encrypted FROM license WHERE account_id = $1) WHERE account_id = $2',
      [mine.accountId, theirs.accountId],
    );
    expect(await api.refusals(theirs.owner, 'mutation { revealLicenseKey { key } }')).toEqual([
      'INTERNAL_SERVER_ERROR',
    ]);
  });
});
