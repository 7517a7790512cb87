import { enroll, enrolled } from '../../../test/devices.ts';
import { holdTally } from '../../../test/held-tally.ts';
import { logOf } from '../../../test/log-of.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Browser } from '../../../test/browser.ts';

const REVEAL = 'mutation { revealLicenseKey { key license { keyMasked product } } }';
const RESET = `mutation ($input: ResetLicenseKeyInput) {
  resetLicenseKey(input: $input) { key license { id keyMasked namespace { name } } } }`;
const RACERS = 12;
const ROUNDS = process.env['TEST_LONG'] === '1' ? 30 : 1;

interface Shown {
  readonly revealLicenseKey: { key: string };
  readonly resetLicenseKey: { key: string; license: { keyMasked: string } };
}

describe('the key of a license', () => {
  const api = useApi();

  // Of one address, wrong keys are counted: those of one spec, or of one round, must not use up the tries of the next.
  const forgetTries = () => api.db.query('DELETE FROM rate_limit');
  beforeEach(forgetTries);

  const reset = (tenant: Tenant, input?: object): Promise<Answer<Shown>> =>
    api.as<Shown>(tenant.owner, RESET, { input });
  const keyOf = async ({ owner }: Tenant) => (await api.as<Shown>(owner, REVEAL)).data?.revealLicenseKey.key;
  const codesOf = (answers: readonly Answer<unknown>[]) =>
    answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'let in');
  const logged = ({ accountId }: Tenant) => logOf(api, accountId, 'LICENSE_KEY_REVEALED', 'LICENSE_KEY_RESET');

  it('is shown to those with the right to it, and the log says to whom', async () => {
    const tenant = await newTenant(api);
    const { accountId, owner, person, licenseKey } = tenant;

    expect((await api.as(owner, REVEAL)).data).toEqual({
      revealLicenseKey: {
        key: licenseKey,
        license: { keyMasked: `•••••-•••••-•••••-•••••-•••${licenseKey.slice(-5)}`, product: 'ENTERPRISE' },
      },
    });
    expect((await api.as<Shown>(await person(UserRole.ADMIN), REVEAL)).data?.revealLicenseKey.key).toBe(licenseKey);
    for (const role of [UserRole.VIEWER, UserRole.ACCOUNTANT]) {
      expect(await api.refusals(await person(role), REVEAL)).toEqual(['FORBIDDEN']);
      expect(await api.refusals(await person(role), RESET)).toEqual(['FORBIDDEN']);
    }
    expect(await api.refusals(await enrolled(api, tenant), REVEAL)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, REVEAL)).toEqual(['UNAUTHENTICATED']);
    expect(await logOf(api, accountId, 'LICENSE_KEY_REVEALED')).toEqual([
      { type: 'LICENSE_KEY_REVEALED', actor: 'USER Ada', data: { ip: '127.0.0.1' } },
      { type: 'LICENSE_KEY_REVEALED', actor: 'USER Ada', data: { ip: '127.0.0.1' } },
    ]);
  });

  it('is in no query, and in no event', async () => {
    const tenant = await newTenant(api);
    const key = await keyOf(tenant);
    await reset(tenant);
    const { errors } = await api.as(tenant.owner, '{ license { key } }');
    expect(errors?.[0]?.message).toContain('Cannot query field "key"');
    const events: unknown[] = await api.db.query('SELECT * FROM event');
    expect(JSON.stringify(events)).not.toContain(key);
    expect(api.lines.join()).not.toContain(String(key));
  });

  it('that was reset lets devices in by the new one alone, and those that have enrolled stay', async () => {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant);

    const { data } = await reset(tenant);

    const key = data?.resetLicenseKey.key ?? '';
    expect(key).not.toBe(tenant.licenseKey);
    expect(data?.resetLicenseKey.license.keyMasked.slice(-5)).toBe(key.slice(-5));
    expect(codesOf([await enroll(api, tenant)])).toEqual(['LICENSE_KEY_INVALID']);
    expect(codesOf([await enroll(api, { ...tenant, licenseKey: key })])).toEqual(['let in']);
    expect((await api.as(device, '{ viewer { __typename } }')).data).toEqual({
      viewer: { __typename: 'DeviceViewer' },
    });
    expect((await logged(tenant)).map(({ type }) => type)).toEqual(['LICENSE_KEY_RESET']);
  });

  it("that was reset is the account's own, and no custom client's", async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const custom = (await newTenant(api)).licenseKey;
    await api.db.query(
      `UPDATE enrollment_key SET account_id = $1, kind = 'CUSTOM_CLIENT'
       WHERE hash = (SELECT hash FROM enrollment_key ORDER BY created_at DESC, id DESC LIMIT 1)`,
      [mine.accountId],
    );

    expect(codesOf([await reset(mine)])).toEqual(['let in']);

    expect(codesOf([await enroll(api, theirs)])).toEqual(['let in']);
    expect(codesOf([await enroll(api, { ...mine, licenseKey: custom })])).toEqual(['let in']);
  });

  it(`reset while ${RACERS} devices enroll lets none in after it`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await forgetTries();
      const tenant = await newTenant(api);
      const held = await holdTally(api, tenant.accountId);
      const enrollments = Array.from({ length: RACERS / 2 }, () => enroll(api, tenant));
      await held.until(3);
      const resetting = reset(tenant);
      enrollments.push(...Array.from({ length: RACERS / 2 }, () => enroll(api, tenant)));
      await held.release();

      const codes = codesOf(await Promise.all(enrollments));
      expect((await resetting).data).toBeTruthy();
      const log = await logOf(api, tenant.accountId, 'CLIENT_ENROLLED', 'LICENSE_KEY_RESET');
      expect(log.at(-1)?.type).toBe('LICENSE_KEY_RESET');
      expect(codes.filter(code => code === 'let in')).toHaveSize(log.length - 1);
      expect(new Set(codes).size).toBeLessThanOrEqual(2);
      expect(codesOf([await enroll(api, tenant)])).toEqual(['LICENSE_KEY_INVALID']);
    }
  });

  it('reset by several at once is the last one, and each of the others enrolls nothing', async () => {
    const tenant = await newTenant(api);
    const answers = await Promise.all(Array.from({ length: 6 }, () => reset(tenant)));
    const keys = answers.map(({ data }) => data?.resetLicenseKey.key ?? '');
    const last = await keyOf(tenant);
    for (const licenseKey of [tenant.licenseKey, ...keys]) {
      const expected = licenseKey === last ? 'let in' : 'LICENSE_KEY_INVALID';
      expect(codesOf([await enroll(api, { ...tenant, licenseKey })])).toEqual([expected]);
    }
    expect(new Set(keys)).toHaveSize(6);
  });

  it('is not reset twice by a wish that is sent twice', async () => {
    const tenant = await newTenant(api);
    const [first, second] = await Promise.all([
      reset(tenant, { idempotencyKey: 'k' }),
      reset(tenant, { idempotencyKey: 'k' }),
    ]);
    expect(first.data).toEqual(second.data);
    expect((await logged(tenant)).map(({ type }) => type)).toEqual(['LICENSE_KEY_RESET', 'LICENSE_KEY_REVEALED']);
  });

  it('is shown to whoever is signed in, and not to who was', async () => {
    const { owner } = await newTenant(api);
    const browser = new Browser(api);
    expect((await browser.ask(REVEAL)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await api.as(owner, 'mutation { signOut }');
    expect(await api.refusals(owner, REVEAL)).toEqual(['UNAUTHENTICATED']);
  });
});
