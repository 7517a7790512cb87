import { enrolled } from '../../test/devices.ts';
import { make } from '../../test/make.ts';
import { newTenant, type Tenant } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';

const REMOVE = 'mutation ($id: ID!) { removeClient(id: $id) { id } }';

describe('a removed client', () => {
  const api = useApi();

  async function aliasesOf({ accountId }: Tenant) {
    const rows: { namespace: string; name: string; released_at: Date | null }[] = await api.db.query(
      'SELECT namespace, name, released_at FROM alias WHERE account_id = $1 ORDER BY name',
      [accountId],
    );
    return rows;
  }

  it("gives up its alias in the account's own namespace at once, and keeps a public one from others for a while", async () => {
    const tenant = await newTenant(api);
    const { accountId } = tenant;
    const [device, other] = [await enrolled(api, tenant), await enrolled(api, tenant)];
    await make(api.db).namespace({ accountId, name: 'acme' });
    await make(api.db).alias({ accountId, ...device }, 'Desk@acme');
    await make(api.db).alias({ accountId, ...device }, 'Front@ad');
    await make(api.db).alias({ accountId, ...other }, 'Other@acme');

    await api.as(tenant.owner, REMOVE, { id: device.clientId });

    expect(await aliasesOf(tenant)).toEqual([
      { namespace: 'ad', name: 'Front', released_at: api.now },
      { namespace: 'acme', name: 'Other', released_at: null },
    ]);
    expect(await api.db.query('SELECT aliases_used FROM namespace WHERE account_id = $1', [accountId])).toEqual([
      { aliases_used: 1 },
    ]);
  });

  it('is not found a second time, and gives up its seat once', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);

    const codes = await Promise.all(
      Array.from({ length: 5 }, () => api.refusals(tenant.owner, REMOVE, { id: device.clientId })),
    );

    expect(codes.flat()).toEqual(Array<string>(4).fill('NOT_FOUND'));
    expect(await api.db.query('SELECT clients_used FROM license WHERE account_id = $1', [tenant.accountId])).toEqual([
      { clients_used: 0 },
    ]);
  });
});
