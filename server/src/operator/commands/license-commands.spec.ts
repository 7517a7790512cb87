import { enrolled } from '../../../test/devices.ts';
import { logOf } from '../../../test/log-of.ts';
import { portalCommand } from '../../../test/operator.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { Product } from '../../license/product.ts';

interface Changed {
  readonly changed: string[];
  readonly license: Record<string, unknown>;
}

describe('the license that the operator sets', () => {
  const api = useApi();
  const portal = (line: string) => portalCommand(api, line);
  const set = async (line: string): Promise<Changed> => (await portal(`license set ${line} --json`)).json;
  const refusal = async (line: string): Promise<object> => (await portal(`license set ${line} --json`)).json;

  it('is what was named, and else what it was, with a line in the log', async () => {
    const { accountId } = await newTenant(api, { product: Product.POWER });

    const { changed, license } = await set(
      `${accountId} --by Grace --max-clients 800 --max-active-devices unlimited --expires 2030-01-01 --on-premises yes --yearly-cents 50000`,
    );

    expect(changed.sort()).toEqual([
      'agreedYearlyCents',
      'expiresAt',
      'isOnPremises',
      'maxActiveDevices',
      'maxClients',
    ]);
    expect(license).toEqual(
      jasmine.objectContaining({
        ...{ product: 'POWER', maxClients: 800, maxActiveDevices: null, maxSessions: 10, agreedYearlyCents: 50_000 },
        ...{ expiresAt: '2030-01-01T00:00:00.000Z', isOnPremises: true, renews: false },
      }),
    );
    expect(license['keyEncrypted']).toBeUndefined();
    expect((await logOf(api, accountId, 'LICENSE_CHANGED')).map(each => each.actor)).toEqual(['OPERATOR Grace']);
    expect((await set(`${accountId} --max-clients 800`)).changed).toEqual([]);
    expect((await logOf(api, accountId, 'LICENSE_CHANGED')).length).toBe(1);
  });

  it('is another product with its limits, of which a wider one that was agreed on stays', async () => {
    const { accountId } = await newTenant(api, { product: Product.ESSENTIALS, maxSessions: 7 });
    expect((await set(`${accountId} --product performance`)).license).toEqual(
      jasmine.objectContaining({ product: 'PERFORMANCE', maxClients: 100, maxSessions: 7 }),
    );
  });

  it('is never narrower than what is in use', async () => {
    const tenant = await newTenant(api);
    await enrolled(api, tenant);
    await enrolled(api, tenant);
    expect(await refusal(`${tenant.accountId} --max-clients 1 --renews yes`)).toEqual({
      error: jasmine.objectContaining({ code: 'SEAT_LIMIT_REACHED', details: { limit: 1, used: 2 } }),
    });
    expect((await set(`${tenant.accountId} --max-clients 2`)).changed).toEqual(['maxClients']);
  });

  it('has a namespace that it was given, which is nobody else’s', async () => {
    const [mine, other] = [await newTenant(api), await newTenant(api)];
    const { changed, license } = await set(`${mine.accountId} --namespace acme --max-aliases 40`);
    expect(changed).toEqual(['namespace']);
    expect(license['namespace']).toEqual({ name: 'acme', maxAliases: 40, aliasesUsed: 0 });
    expect((await set(`${mine.accountId} --namespace acme`)).license['namespace']).toEqual({
      ...{ name: 'acme', maxAliases: null, aliasesUsed: 0 },
    });
    await api.db.query(`UPDATE namespace SET aliases_used = 3 WHERE name = 'acme'`);

    for (const [line, code] of [
      [`${other.accountId} --namespace acme`, 'NAMESPACE_TAKEN'],
      [`${mine.accountId} --namespace second`, 'NAMESPACE_TAKEN'],
      [`${mine.accountId} --namespace acme --max-aliases 2`, 'ALIAS_LIMIT_REACHED'],
    ]) {
      expect(await refusal(line ?? '')).toEqual({ error: jasmine.objectContaining({ code }) });
    }
  });

  for (const [what, says] of [
    ['', 'Say what is to be changed'],
    ['--max-aliases 5', '--max-aliases goes with --namespace'],
    ['--namespace ad', '--namespace: name must have 3 to 20'],
    ['--namespace Admin', '--namespace: name must have'],
    ['--trial yes --renews yes', 'A trial does not renew'],
    ['--max-clients none', '--max-clients must be a whole number'],
  ] as const) {
    it(`is left as it is where what is typed cannot be meant (${what})`, async () => {
      const { accountId } = await newTenant(api);
      const { code, err } = await portal(`license set ${accountId} ${what}`);
      expect([code, err.split('\n')[0]]).toEqual([2, jasmine.stringContaining(says) as never]);
      expect(await logOf(api, accountId, 'LICENSE_CHANGED')).toEqual([]);
    });
  }
});
