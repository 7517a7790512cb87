import { writeFile } from 'node:fs/promises';
import { openMailServer } from '../../../test/mail-server.ts';
import { officeCommand } from '../../../test/operator.ts';
import { useTemporaryFolder } from '../../../test/temporary-folder.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { SETTINGS } from '../../core/settings/settings.ts';

const SECRET = 'a secret of specs, which is 32 or more';

interface Shown {
  readonly settings: { name: string; value: string; isDefault: boolean }[];
  readonly checks: { what: string; isRight: boolean; says: string }[];
}

describe('a check of the settings', () => {
  const api = useApi();
  const folder = useTemporaryFolder();

  async function check(settings: Record<string, string> = {}) {
    const all = {
      ...{ DATABASE_URL: String((api.db.options as { url?: string }).url), DATA_DIR: folder.path('new/data') },
      ...{ PORTAL_SECRET: SECRET, LOG_LEVEL: 'silent', ...settings },
    };
    const { code, out, json } = await officeCommand(all, 'settings check --json');
    const { settings: shown, checks }: Shown = json;
    const wrong = checks.filter(({ isRight }) => !isRight).map(({ what, says }) => `${what}: ${says}`);
    return { code, out, shown, wrong, says: checks.map(each => each.says).join('\n') };
  }

  it('shows each with its value, and no secret', async () => {
    const smtp = 'smtp://portal:hush-hush@127.0.0.1:1';
    const { shown, out } = await check({ SMTP_URL: smtp, MAIL_FROM: 'portal@example.com', PORT: '4999' });
    expect(shown.map(({ name }) => name)).toEqual(Object.keys(SETTINGS));
    const valueOf = (name: string) => shown.find(each => each.name === name);
    expect(valueOf('PORT')).toEqual({ name: 'PORT', value: '4999', isDefault: false });
    expect(valueOf('HOST')).toEqual({ name: 'HOST', value: '127.0.0.1', isDefault: true });
    expect(valueOf('PORTAL_SECRET')?.value).toBe('***');
    expect(valueOf('SMTP_URL')?.value).toBe('smtp://portal:***@127.0.0.1:1');
    expect(out).not.toContain(SECRET);
    expect(out).not.toContain('hush-hush');
    const { password } = new URL(String((api.db.options as { url?: string }).url));
    if (password) expect(out).not.toContain(password);
  });

  it('tries the database, the secret and the mail server', async () => {
    await newTenant(api);
    const server = await openMailServer({ portal: 'right' });
    try {
      const mail = (password: string) => ({
        SMTP_URL: `smtp://portal:${password}@127.0.0.1:${server.url.port}`,
        MAIL_FROM: 'portal@example.com',
      });
      const right = await check(mail('right'));
      expect([right.code, right.wrong]).toEqual([0, []]);
      expect(right.says).toContain('opens what is encrypted');
      expect(right.says).toContain('lets the portal in');

      const wrong = await check({ ...mail('wrong'), PORTAL_SECRET: `not ${SECRET}` });
      expect(wrong.code).toBe(1);
      expect(wrong.wrong).toEqual([
        'secret: PORTAL_SECRET is not what the database was encrypted with',
        jasmine.stringMatching(/^mail: /) as never,
      ]);
    } finally {
      await server.close();
    }
  });

  it('finds a database that does not answer, and a folder that is none', async () => {
    await writeFile(folder.path('file'), '');
    const { code, wrong } = await check({
      ...{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', DATA_DIR: '/proc/none' },
    });
    expect(code).toBe(1);
    expect(wrong.map(each => each.split(':')[0])).toEqual(jasmine.arrayContaining(['database', 'secret']));
    expect(wrong.join()).toContain('ECONNREFUSED');
  });

  it('names each that is wrong', async () => {
    const { code, wrong } = await check({
      PORT: 'many',
      DATABASE_URL: 'mysql://root:hush@host/db',
      VAT_PERCENT: '190',
    });
    expect(code).toBe(1);
    expect(wrong.map(each => each.split(':')[1]?.trim()).sort()).toEqual(['DATABASE_URL', 'PORT', 'VAT_PERCENT']);
    expect((await check({ DATABASE_URL: 'mysql://root:hush@host/db' })).out).not.toContain('hush');
  });
});
