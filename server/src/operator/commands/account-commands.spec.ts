import { Browser } from '../../../test/browser.ts';
import { logOf } from '../../../test/log-of.ts';
import { portalCommand } from '../../../test/operator.ts';
import { newTenant, useQuickPasswords } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { newId } from '../../core/ids.ts';

const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';

interface Listed {
  accounts: { id: string; name: string; suspendedAt: string | null }[];
  next: string | null;
}

describe('the operator', () => {
  const api = useApi();
  useQuickPasswords();
  const portal = (line: string) => portalCommand(api, line);

  it('makes an account whose owner chooses a password by the printed link, once', async () => {
    const { code, json } = await portal(
      'accounts create --name "Müller & Søn" --owner "Zoë Çelik" --email Zoe@Example.com --product performance --expires 2027-03-01 --by Grace --json',
    );
    const made: { id: string; link: string; until: string; expiresAt: string } = json;

    expect([code, made.expiresAt, made.until]).toEqual([0, '2027-03-01T00:00:00.000Z', '2026-06-08T12:00:00.000Z']);
    expect((await logOf(api, made.id, 'ACCOUNT_CREATED', 'PASSWORD_RESET_REQUESTED')).map(each => each.actor)).toEqual([
      'OPERATOR Grace',
      'OPERATOR Grace',
    ]);
    const browser = new Browser(api);
    const input = { token: new URL(made.link).hash.slice(1), password: 'a password of nobody else' };
    expect(made.link).toContain('http://localhost:4000/reset-password#');
    expect((await browser.ask(RESET, { input })).errors).toBeUndefined();
    expect((await browser.ask(RESET, { input })).errors?.map(each => each.extensions.code)).toEqual(['NOT_FOUND']);
    expect((await browser.signIn('zoe@example.com', input.password)).data?.signIn.viewer).toEqual(
      jasmine.objectContaining({ name: 'Zoë Çelik', role: 'OWNER' }),
    );
    expect((await portal(`license show ${made.id} --json`)).json).toEqual(
      jasmine.objectContaining({ product: 'PERFORMANCE', maxClients: 100, state: 'ACTIVE' }),
    );
  });

  it('is refused an address that somebody has', async () => {
    const { owner } = await newTenant(api);
    const { code, json } = await portal(`accounts create --name X --email ${owner.email} --product power --json`);
    expect(code).toBe(1);
    expect((json as { error: { code: string } }).error.code).toBe('CONFLICT');
  });

  it('lists accounts page by page, the newest first', async () => {
    const name = newId();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const { json } = await portal(
        `accounts create --name ${name} --email ${i}.${name}@example.com --product power --json`,
      );
      ids.unshift((json as { id: string }).id);
    }
    const found: string[] = [];
    for (let after = ''; ;) {
      const page: Listed = (await portal(`accounts list --search ${name.toUpperCase()} --limit 2 ${after} --json`))
        .json;
      expect(page.accounts.length).toBeLessThanOrEqual(2);
      found.push(...page.accounts.map(each => each.id));
      if (page.next === null) break;
      after = `--after ${page.next}`;
    }
    expect(found).toEqual(ids);
    expect((await portal('accounts list --after 5')).code).toBe(2);
    expect((await portal(`accounts list --search ${name.slice(0, 8)}_ --json`)).json).toEqual(
      jasmine.objectContaining({ accounts: [] }),
    );
  });

  it('shuts an account and opens it again, by its number and by an address of it', async () => {
    const { accountId, owner } = await newTenant(api);
    const { customerNumber }: { customerNumber: string } = (await portal(`accounts show ${accountId} --json`)).json;

    expect((await portal(`accounts suspend ${customerNumber} --by Grace`)).code).toBe(0);
    expect(await api.refusals(owner, '{ account { id } }')).not.toEqual([]);
    const again = await portal(`accounts suspend ${customerNumber}`);
    expect([again.code, again.err]).toEqual([1, jasmine.stringContaining('Refused (CONFLICT)') as never]);
    const { accounts }: Listed = (await portal('accounts list --suspended --json')).json;
    expect(accounts.map(each => each.id)).toEqual([accountId]);

    expect((await portal(`accounts unsuspend ${owner.email.toUpperCase()}`)).code).toBe(0);
    expect(await api.refusals(owner, '{ account { id } }')).toEqual([]);
    expect((await logOf(api, accountId, 'ACCOUNT_SUSPENDED', 'ACCOUNT_UNSUSPENDED')).map(each => each.actor)).toEqual([
      'OPERATOR Grace',
      'OPERATOR',
    ]);
  });

  for (const line of [
    'accounts show',
    'accounts suspend',
    'accounts unsuspend',
    'license show',
    'license set --renews no',
    'users list',
    'invoices list --account',
  ]) {
    it(`is told that there is no such account, and where to look (${line})`, async () => {
      const nobodys = [newId(), '100000001', 'nobody@example.com'];
      for (const typed of nobodys) {
        const { code, err, out } = await portal(`${line} ${typed}`);
        expect([code, out]).toEqual([1, '']);
        expect(err).toContain(`Refused (NOT_FOUND): No account has the id`);
        expect(err).toContain(typed);
        expect(err).toContain('accounts list --search');
      }
    });
  }
});
