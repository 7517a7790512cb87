import { enroll, enrolled } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { KEY_TRIES, KeyTries } from './key-tries.ts';

describe('wrong enrollment keys', () => {
  const api = useApi();

  beforeEach(() => api.db.query('DELETE FROM rate_limit'));

  it('are counted for the network that they come from, and no more are looked at once they are many', async () => {
    const tenant = await newTenant(api);
    for (let tries = 0; tries < KEY_TRIES.network; tries++) {
      await enrolled(api, tenant);
      await enroll(api, { ...tenant, licenseKey: 'wrong' });
    }

    const { errors } = await enroll(api, tenant);

    const details = { retryAfterSeconds: jasmine.any(Number) };
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', details });
  });

  const networks: [what: string, ip: string, near: string, far: string][] = [
    ['the /24 of an IPv4 address', '198.51.100.7', '198.51.100.200', '198.51.101.7'],
    ['the /64 of an IPv6 address', '2001:db8:1:2::7', '2001:db8:1:2:ffff::1', '2001:db8:1:3::7'],
  ];
  for (const [what, ip, near, far] of networks) {
    it(`count for ${what} as one`, async () => {
      const tries = new KeyTries(api.db);
      for (let i = 0; i < KEY_TRIES.network; i++) await tries.add(ip);

      await expectAsync(tries.requireFewer(near)).toBeRejectedWithError(/Too many tries/);
      await expectAsync(tries.requireFewer(far)).toBeResolved();
    });
  }

  it('count for everybody, wherever they come from', async () => {
    const tries = new KeyTries(api.db);
    const callers = Array.from({ length: KEY_TRIES.everybody }, (_, i) => `10.${i >> 8}.${i & 255}.1`);
    await Promise.all(callers.map(ip => tries.add(ip)));

    await expectAsync(tries.requireFewer('203.0.113.9')).toBeRejectedWithError(/Too many tries/);
  });
});
