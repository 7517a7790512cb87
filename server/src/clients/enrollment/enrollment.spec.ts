import { randomUUID } from 'node:crypto';
import { clientOf, enroll, enrolled, logOf, pass, tallyOf } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

const REMOVE = 'mutation ($id: ID!) { removeClient(id: $id) { id } }';
const REPORT = 'mutation { reportPresence(input: {}) { id } }';

const codeOf = (answer: { errors?: readonly { extensions: { code: string } }[] }) =>
  answer.errors?.[0]?.extensions.code;

describe('a device that enrolls', () => {
  const api = useApi();

  it('becomes a client with a number of its own, and takes a seat', async () => {
    const tenant = await newTenant(api);

    const { clientId } = await enrolled(api, tenant, { platform: 'MACOS', hostName: 'front-desk', version: '1.2' });

    expect(clientId).toMatch(/^[1-9]\d{8,9}$/);
    expect(await clientOf(api, tenant, clientId)).toEqual(
      jasmine.objectContaining({ platform: 'MACOS', hostName: 'front-desk', version: '1.2', presence: 'OFFLINE' }),
    );
    expect(await tallyOf(api, tenant)).toEqual({ clients: 1, online: 0, seats: 1 });
    expect(await logOf(api, tenant, clientId)).toEqual(['CLIENT_ENROLLED']);
  });

  it('signs in with a token of which only the hash is kept, as of its hardware id', async () => {
    const tenant = await newTenant(api);
    const hardwareId = randomUUID();
    const device = await enrolled(api, tenant, { hardwareId });

    expect(await api.refusals(device, REPORT)).toEqual([]);
    expect(await api.refusals({ ...device, token: `${device.token.slice(0, -2)}xx` }, REPORT)).toEqual([
      'UNAUTHENTICATED',
    ]);

    const kept = JSON.stringify([
      await api.db.query('SELECT * FROM client WHERE account_id = $1', [tenant.accountId]),
      await api.db.query('SELECT number, token_hash::text FROM client_number WHERE account_id = $1', [
        tenant.accountId,
      ]),
      await api.db.query('SELECT * FROM event WHERE account_id = $1', [tenant.accountId]),
    ]);
    expect(kept).not.toContain(device.token);
    expect(kept).not.toContain(hardwareId);
  });

  it('needs a key that somebody has', async () => {
    const tenant = await newTenant(api);

    const answer = await enroll(api, { ...tenant, licenseKey: `${tenant.licenseKey.slice(0, -4)}AAAA` });

    expect(codeOf(answer)).toBe('LICENSE_KEY_INVALID');
  });

  it('is refused once the license has expired', async () => {
    const tenant = await newTenant(api);
    pass(api, 366 * 86_400);

    expect(codeOf(await enroll(api, tenant))).toBe('LICENSE_EXPIRED');
    expect(await tallyOf(api, tenant)).toEqual({ clients: 0, online: 0, seats: 0 });
  });

  it('is refused where every seat is taken, with what would free one', async () => {
    const tenant = await newTenant(api, { maxClients: 1 });
    await enrolled(api, tenant);

    const { errors } = await enroll(api, tenant);

    expect(errors?.[0]?.extensions).toEqual({ code: 'SEAT_LIMIT_REACHED', details: { limit: 1, used: 1 } });
    expect(errors?.[0]?.message).toContain('Removing a client frees one');
    expect(await tallyOf(api, tenant)).toEqual({ clients: 1, online: 0, seats: 1 });
  });

  it('is refused while its account is suspended, as is one that had enrolled before', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);
    await api.db.query('UPDATE account SET suspended_at = $2 WHERE id = $1', [tenant.accountId, api.now]);

    expect(codeOf(await enroll(api, tenant))).toBe('FORBIDDEN');
    expect(await api.refusals(device, REPORT)).toEqual(['FORBIDDEN']);
  });

  const tooMuch: [what: string, input: object][] = [
    ['an empty key', { key: '' }],
    ['a huge key', { key: 'A'.repeat(100_000) }],
    ['a hardware id of two characters', { hardwareId: 'ab' }],
    ['a huge hardware id', { hardwareId: 'a'.repeat(201) }],
    ['a host name of two lines', { hostName: 'a\nb' }],
    ['a host name that turns the reading around', { hostName: 'a\u202eb' }],
    ['a host name with half a character', { hostName: 'a\ud800' }],
    ['a huge host name', { hostName: 'a'.repeat(256) }],
    ['a huge version', { version: '1'.repeat(65) }],
    ['an unknown platform', { platform: 'PLAN9' }],
    ['a number that is none', { clientId: '12', token: 'x' }],
    ['a field that there is not', { accountId: 'x' }],
    ['a list for a text', { hardwareId: ['abcdefgh', 'abcdefgh'] }],
  ];
  for (const [what, input] of tooMuch) {
    it(`is refused with ${what}`, async () => {
      const tenant = await newTenant(api);

      expect(codeOf(await enroll(api, tenant, input))).toBe('BAD_USER_INPUT');
      expect(await tallyOf(api, tenant)).toEqual({ clients: 0, online: 0, seats: 0 });
    });
  }

  it('after it was removed is known no more, and gets its number again by its token', async () => {
    const tenant = await newTenant(api, { maxClients: 1 });
    const device = await enrolled(api, tenant);
    await api.as(tenant.owner, REMOVE, { id: device.clientId });
    expect(await api.refusals(device, REPORT)).toEqual(['FORBIDDEN']);
    expect(await tallyOf(api, tenant)).toEqual({ clients: 0, online: 0, seats: 0 });

    const again = await enrolled(api, tenant, device);

    expect(again.clientId).toBe(device.clientId);
    expect(await api.refusals(again, REPORT)).toEqual([]);
    expect(await api.refusals(device, REPORT)).toEqual(['UNAUTHENTICATED']);
  });

  it('takes its number along to another account, which knows nothing of the first one', async () => {
    const [before, after] = [await newTenant(api), await newTenant(api)];
    const device = await enrolled(api, before);
    await api.as(before.owner, REMOVE, { id: device.clientId });

    const { clientId } = await enrolled(api, after, device);

    expect(clientId).toBe(device.clientId);
    expect(await clientOf(api, before, clientId)).toBeNull();
    expect(await logOf(api, before, clientId)).toEqual(['CLIENT_ENROLLED', 'CLIENT_REMOVED']);
    expect(await logOf(api, after, clientId)).toEqual(['CLIENT_ENROLLED']);
  });

  it('gets a new number where its token is not that of the number it names', async () => {
    const [before, after] = [await newTenant(api), await newTenant(api)];
    const device = await enrolled(api, before);

    const { clientId } = await enrolled(api, after, {
      clientId: device.clientId,
      token: 'not its own, but as long as that is',
    });

    expect(clientId).not.toBe(device.clientId);
    expect(await clientOf(api, before, device.clientId)).not.toBeNull();
  });

  it('stays where it is while another account has it as a client', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const device = await enrolled(api, theirs);

    expect(codeOf(await enroll(api, mine, device))).toBe('CONFLICT');
    expect(await api.refusals(device, REPORT)).toEqual([]);
  });
});
