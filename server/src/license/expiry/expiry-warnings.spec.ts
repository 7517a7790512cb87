import { useProcesses } from '../../../test/another-process.ts';
import { logOf } from '../../../test/log-of.ts';
import { mailsTo } from '../../../test/mails.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Product } from '../product.ts';

const DAY_MS = 86_400_000;

describe('the warning of the end of a license', () => {
  const api = useApi();
  const newProcess = useProcesses(api);

  const warn = () => api.portal.services.ofLicenses.expiryWarnings.run();
  const inDays = (days: number, ms = 0) => new Date(api.now.getTime() + days * DAY_MS + ms);
  const warned = async ({ accountId }: Tenant) =>
    (await logOf(api, accountId, 'LICENSE_EXPIRING')).map(({ data }) => data);
  const subjects = async ({ owner }: Tenant) => (await mailsTo(api, owner.email)).map(({ subject }) => subject);

  it('comes 30 days before, once, by an event and by mail to the owner', async () => {
    const tenant = await newTenant(api, { product: Product.POWER, expiresAt: inDays(30, 1) });
    const accountant = await tenant.person(UserRole.ACCOUNTANT);
    await warn();
    expect(await warned(tenant)).toEqual([]);

    api.now = new Date(api.now.getTime() + 1);
    const second = await newProcess();
    await Promise.all([warn(), second.portal.services.ofLicenses.expiryWarnings.run(), warn()]);
    await warn();

    expect(await warned(tenant)).toEqual([{ endsAt: '2026-07-01T12:00:00.001Z', renews: false }]);
    expect(await subjects(tenant)).toEqual(['Your Power license ends soon']);
    expect(await mailsTo(api, accountant.email)).toEqual([]);
  });

  it('comes anew for an end that has moved, and not for one that has come', async () => {
    const tenant = await newTenant(api, { expiresAt: inDays(10) });
    await warn();
    await api.db.query('UPDATE license SET expires_at = $2 WHERE account_id = $1', [tenant.accountId, inDays(20)]);
    await warn();
    await api.db.query('UPDATE license SET expires_at = $2 WHERE account_id = $1', [tenant.accountId, api.now]);
    await warn();
    expect((await warned(tenant)).length).toBe(2);
  });

  const courses: [what: string, license: object, change: string, says: RegExp][] = [
    [
      'renews',
      { renews: true },
      'warned_of = NULL',
      /is renewed for another year on 11 June 2026.*Until that moment you can terminate/s,
    ],
    ['goes on as a smaller product', { renews: true }, `next_product = 'POWER'`, /is renewed.*, as Power\./s],
    ['was terminated', { renews: true }, 'terminates_at = expires_at', /was terminated and ends on 11 June 2026/],
    ['is a trial', { isTrial: true }, 'warned_of = NULL', /trial of MyDesk Portal ends on.*no session can begin/s],
    ['ends', {}, 'warned_of = NULL', /license of MyDesk Portal ends on 11 June 2026 at 12:00:00 UTC/],
  ];
  for (const [what, license, change, says] of courses) {
    it(`of one that ${what} says so`, async () => {
      const tenant = await newTenant(api, { expiresAt: inDays(10), ...license });
      await api.db.query(`UPDATE license SET ${change} WHERE account_id = $1`, [tenant.accountId]);
      await warn();
      const [mail] = await mailsTo(api, tenant.owner.email);
      expect(mail?.text).toMatch(says);
      expect(mail?.text).toContain('http://localhost:4000/license');
    });
  }

  it('speaks German to those who do', async () => {
    const tenant = await newTenant(api, { expiresAt: inDays(10), renews: true });
    await api.db.query(`UPDATE portal_user SET language = 'de', time_zone = 'Europe/Berlin' WHERE account_id = $1`, [
      tenant.accountId,
    ]);
    await warn();
    const [mail] = await mailsTo(api, tenant.owner.email);
    expect(mail?.subject).toBe('Ihre Lizenz Enterprise wird verlängert');
    expect(mail?.text).toContain('verlängert sich am 11. Juni 2026 um 14:00:00 MESZ um ein Jahr');
  });
});
