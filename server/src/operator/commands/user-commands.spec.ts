import { logOf } from '../../../test/log-of.ts';
import { mailsTo } from '../../../test/mails.ts';
import { portalCommand } from '../../../test/operator.ts';
import { enrolled, enter, signedIn } from '../../../test/second-factor.ts';
import { Browser } from '../../../test/browser.ts';
import { newTenant, useQuickPasswords } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';

describe('what the operator does with users', () => {
  const api = useApi();
  useQuickPasswords();
  const portal = (line: string) => portalCommand(api, line);

  it('is to take away a second factor that was lost: logged, mailed, and every sign-in ended', async () => {
    const { accountId, owner } = await newTenant(api);
    const browser = await signedIn(api, owner);
    await enrolled(api, browser);
    expect((await enter(new Browser(api), owner)).data?.signIn.needsSecondFactor).toBeTrue();

    expect((await portal(`users reset-two-factor ${owner.email} --by Grace`)).code).toBe(0);

    expect((await enter(new Browser(api), owner)).data?.signIn).toEqual(
      jasmine.objectContaining({ needsSecondFactor: false, viewer: { id: owner.userId } }),
    );
    expect((await browser.ask('{ account { id } }')).errors?.map(each => each.extensions.code)).toEqual([
      'UNAUTHENTICATED',
    ]);
    expect((await mailsTo(api, owner.email)).map(({ subject }) => subject)).toContain(
      'Your second factor was reset (MyDesk Portal)',
    );
    expect(await logOf(api, accountId, 'SECOND_FACTOR_RESET')).toEqual([
      { type: 'SECOND_FACTOR_RESET', actor: 'OPERATOR Grace', data: { userId: owner.userId } },
    ]);
    expect((await portal(`users reset-two-factor ${owner.email}`)).err).toContain('Refused (CONFLICT)');
  });

  it('is to list them', async () => {
    const { accountId, owner, person } = await newTenant(api);
    const viewer = await person(UserRole.VIEWER);
    const { users }: { users: { email: string; role: string }[] } = (await portal(`users list ${accountId} --json`))
      .json;
    expect(users.map(each => [each.email, each.role])).toEqual([
      [owner.email, 'OWNER'],
      [viewer.email, 'VIEWER'],
    ]);
    expect((await portal(`users list ${accountId}`)).out).toContain(viewer.email);
  });

  it('is to pass on a link by which one chooses a password, and a second factor stays', async () => {
    const { owner } = await newTenant(api);
    await enrolled(api, await signedIn(api, owner));
    const { link }: { link: string } = (await portal(`users password-link ${owner.email} --json`)).json;

    const input = { token: new URL(link).hash.slice(1), password: 'another password of a spec' };
    expect((await new Browser(api).ask(RESET, { input })).errors).toBeUndefined();

    expect((await new Browser(api).signIn(owner.email, input.password)).data?.signIn.viewer).toBeNull();
  });

  for (const name of ['reset-two-factor', 'password-link']) {
    it(`is refused for an address that nobody has (${name})`, async () => {
      const { code, err } = await portal(`users ${name} nobody@example.com`);
      expect([code, err]).toEqual([1, jasmine.stringContaining('No user of any account has the address') as never]);
    });
  }
});
