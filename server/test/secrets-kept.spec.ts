import { Browser } from './browser.ts';
import { enrolled } from './devices.ts';
import { filesDesk } from './files-desk.ts';
import { mailsTo, secretIn } from './mails.ts';
import { begin, codeOf, confirm, enrolled as withSecondFactor, enter, signedIn, verify } from './second-factor.ts';
import { granted } from './session-desk.ts';
import { newTenant, PASSWORD } from './tenant.ts';
import { newToken } from './tokens.ts';
import { useApi } from './use-api.ts';

const REVEAL = 'mutation { revealLicenseKey { key } }';
const RESET_KEY = 'mutation { resetLicenseKey { key } }';
const INVITE = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { id } }';
const ACCEPT = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { viewer { id } } }';
const FORGET = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const PAY = 'mutation ($input: UpdatePaymentMethodInput!) { updatePaymentMethod(input: $input) { id } }';
const CHOSEN = 'seven purple owls read';
const IBAN = 'DE89370400440532013000';

describe('what nobody else may know', () => {
  const api = useApi();

  it('is in no line of the log, no event, no address and no refusal, whatever is done with it', async () => {
    const tenant = await newTenant(api);
    const { owner, licenseKey } = tenant;
    const secrets = new Map<string, string>([
      ['the password', PASSWORD],
      ['a password that was chosen', CHOSEN],
      ['the license key', licenseKey],
      ['the number of a bank account', IBAN],
      ['the cookie of a sign-in', owner.secret],
    ]);
    const refusals: unknown[] = [];

    const browser = await signedIn(api, owner);
    secrets.set('the cookie of another sign-in', browser.cookie('sid') ?? '');
    const token = await newToken(api, owner, { scopes: ['CLIENTS_READ', 'EVENTS_READ'] });
    secrets.set('an API token', token.bearer);
    await api.as(token, '{ clients { nodes { id } } }');
    const device = await enrolled(api, tenant);
    secrets.set("a device's token", device.token);
    await (await api.socket(device)).close();
    await (await api.socket(owner)).close();

    await api.as(owner, REVEAL);
    const { resetLicenseKey } = granted(await api.as<{ resetLicenseKey: { key: string } }>(owner, RESET_KEY));
    secrets.set('the next license key', resetLicenseKey.key);
    await api.as(owner, PAY, { input: { kind: 'SEPA_DEBIT', iban: IBAN, holder: 'Acme GmbH', acceptsMandate: true } });
    await filesDesk(api).created(tenant);

    const half = granted(await begin(browser)).beginTotp;
    secrets.set('the secret of an app', half.secret);
    secrets.set('a code of the app', codeOf(api, half.secret));
    refusals.push(await confirm(browser, '000000'));
    await confirm(browser, codeOf(api, half.secret));
    const other = await tenantWithFactor();
    refusals.push(...other.refusals);

    const invited = `new-${owner.email}`;
    await browser.ask(INVITE, { input: { email: invited, role: 'VIEWER' } });
    const invitation = secretIn((await mailsTo(api, invited)).at(-1) ?? { text: '' });
    secrets.set('the link of an invitation', invitation);
    refusals.push(
      await new Browser(api).ask(ACCEPT, { input: { token: invitation, name: 'Eve\nEve', password: CHOSEN } }),
    );
    await new Browser(api).ask(ACCEPT, { input: { token: invitation, name: 'Eve', password: CHOSEN } });
    refusals.push(await new Browser(api).ask(ACCEPT, { input: { token: invitation, name: 'Eve', password: CHOSEN } }));

    await new Browser(api).ask(FORGET, { input: { email: owner.email } });
    await api.portal.services.people.errands.stop();
    const reset = secretIn(
      (await mailsTo(api, owner.email)).findLast(({ text }) => text.includes('#')) ?? { text: '' },
    );
    secrets.set('the link of a reset', reset);
    refusals.push(await browser.ask(CHANGE, { input: { current: CHOSEN, new: 'short' } }));
    refusals.push(await new Browser(api).ask(RESET, { input: { token: reset, password: PASSWORD.slice(0, 4) } }));
    await new Browser(api).ask(RESET, { input: { token: reset, password: CHOSEN } });
    refusals.push(await api.as({ bearer: `${token.bearer}x` }, '{ viewer { __typename } }'));
    refusals.push(await new Browser(api).signIn(owner.email, `${CHOSEN} not`));

    const events: unknown = await api.db.query('SELECT * FROM event');
    const told = { lines: api.lines.join('\n'), events: JSON.stringify(events), refusals: JSON.stringify(refusals) };
    expect(api.lines.length).toBeGreaterThan(10);
    for (const [what, secret] of [...secrets, ...other.secrets]) {
      expect(secret.length).withContext(what).toBeGreaterThan(5);
      for (const [where, text] of Object.entries(told)) {
        expect(text.includes(secret)).withContext(`${what} in ${where}`).toBeFalse();
      }
    }
    // What is sent as an address, before the #, names things and no secrets.
    for (const { text } of [...(await mailsTo(api, owner.email)), ...(await mailsTo(api, invited))]) {
      for (const [address] of text.matchAll(/https?:\/\/[^\s#]+/g)) expect(address).not.toMatch(/[?&=]/);
    }
  });

  /** Somebody who signs in by two steps, with a recovery code in the end. */
  async function tenantWithFactor(): Promise<{ secrets: [string, string][]; refusals: unknown[] }> {
    const { owner } = await newTenant(api);
    const { secret, codes } = await withSecondFactor(api, await signedIn(api, owner));
    const browser = new Browser(api);
    await enter(browser, owner);
    const half = browser.cookie('half') ?? 'no such cookie';
    const refusals = [await verify(browser, '123456'), await verify(browser, 'ABCD-EFGH-IJKL')];
    await verify(browser, codes[0]);
    refusals.push(await verify(browser, codes[0]));
    const each = codes.map((code, i): [string, string] => [`recovery code ${String(i)}`, code]);
    return { secrets: [['the secret of another app', secret], ['a half sign-in', half], ...each], refusals };
  }
});
