import { Browser } from '../../../test/browser.ts';
import { enrolled, halfSignedIn, signedIn, verify } from '../../../test/second-factor.ts';
import { refused } from '../../../test/session-desk.ts';
import { newTenant, PASSWORD } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../user.entity.ts';
import { Passwords } from '../password/passwords.ts';
import { FactorCheck } from '../second-factor/factor-check.ts';

const COUNT = process.env['TEST_LONG'] === '1' ? 10_000 : 300;
const AT_ONCE = 50;
/** What may be tried of it before somebody has to wait. */
const MOST = 10;

describe(`a flood of ${String(COUNT)} wrong`, () => {
  const api = useApi();

  async function flood(one: (i: number) => Promise<unknown>): Promise<void> {
    for (let i = 0; i < COUNT; i += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, k) => one(i + k)));
    }
  }

  it('passwords from everywhere has a handful of them tried, and locks out nobody else, nor who was here before', async () => {
    const { owner, person } = await newTenant(api);
    const colleague = await person(UserRole.VIEWER);
    const home = await signedIn(api, owner);
    const tried = spyOn(Passwords.prototype, 'isRight').and.callThrough();

    await flood(i => new Browser(api).tries(owner.email, `wrong password ${String(i)}`));

    expect(tried.calls.count()).toBeGreaterThan(0);
    expect(tried.calls.count()).toBeLessThanOrEqual(MOST);
    expect(await new Browser(api).tries(owner.email, PASSWORD)).toBe('RATE_LIMITED');
    expect(await home.tries(owner.email, PASSWORD)).toBe('signed in');
    expect(await new Browser(api).tries(colleague.email, PASSWORD)).toBe('signed in');
  });

  it('codes behind the right password has a handful of them tried, and locks out nobody else', async () => {
    const { owner, person } = await newTenant(api);
    const colleague = await person(UserRole.VIEWER);
    await enrolled(api, await signedIn(api, owner));
    const half = await halfSignedIn(api, owner);
    const tried = spyOn(FactorCheck.prototype, 'use').and.callThrough();

    const codes = new Set<string | undefined>();
    await flood(async i => codes.add(refused(await verify(half, String(i).padStart(6, '0'))).codes[0]));

    expect(codes).not.toContain(undefined);
    expect(tried.calls.count()).toBeGreaterThan(0);
    expect(tried.calls.count()).toBeLessThanOrEqual(MOST);
    expect(await new Browser(api).tries(colleague.email, PASSWORD)).toBe('signed in');
  });
});
