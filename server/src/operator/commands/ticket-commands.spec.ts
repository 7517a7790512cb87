import { readFile, stat, writeFile } from 'node:fs/promises';
import { logOf } from '../../../test/log-of.ts';
import { mailsTo } from '../../../test/mails.ts';
import { portalCommand } from '../../../test/operator.ts';
import { PNG, supportDesk } from '../../../test/support-desk.ts';
import { useTemporaryFolder } from '../../../test/temporary-folder.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

interface Shown {
  readonly number: string;
  readonly state: string;
  readonly messages: { text: string; author: { kind: string; name: string | null } }[];
}

describe('what the operator does with tickets', () => {
  const api = useApi({ settings: { SUPPORT_EMAIL: 'support@example.com' } });
  const desk = supportDesk(api);
  const folder = useTemporaryFolder();
  const portal = (line: string) => portalCommand(api, line);
  const numbers = async (line: string): Promise<string[]> => {
    const { tickets }: { tickets: Shown[] } = (await portal(`tickets list ${line} --json`)).json;
    return tickets.map(({ number }) => number);
  };

  it('is to answer them, by a text or a file, which is mailed and logged', async () => {
    const { accountId, owner } = await newTenant(api);
    const { id, number } = await desk.submitted(owner);
    expect(await numbers('')).toContain(number);

    await writeFile(folder.path('answer.txt'), 'Plug them in.\r\nThen try again.\n');
    const answered: Shown = (
      await portal(`tickets answer ${number} --file ${folder.path('answer.txt')} --by Grace --json`)
    ).json;

    expect([answered.state, answered.messages.at(-1)]).toEqual([
      'ANSWERED',
      jasmine.objectContaining({ text: 'Plug them in.\nThen try again.' }) as never,
    ]);
    expect(answered.messages.at(-1)?.author).toEqual(jasmine.objectContaining({ kind: 'OPERATOR', name: 'Grace' }));
    expect((await desk.shown(owner, id))?.state).toBe('ANSWERED');
    expect((await mailsTo(api, owner.email)).some(({ text }) => text.includes('Plug them in.'))).toBeTrue();
    expect((await logOf(api, accountId, 'TICKET_ANSWERED')).map(({ actor }) => actor)).toEqual(['OPERATOR Grace']);
    expect(await numbers('')).not.toContain(number);
    expect(await numbers('--state answered')).toContain(number);
    const { out } = await portal(`tickets show ${number.toLowerCase()}`);
    expect(out).toContain('  The speakers are silent.');
    expect(out).toContain('Support (Grace)');
  });

  it('is to close them', async () => {
    const { accountId, owner } = await newTenant(api);
    const { number } = await desk.submitted(owner);
    expect(((await portal(`tickets close ${number} --json`)).json as Shown).state).toBe('CLOSED');
    expect((await logOf(api, accountId, 'TICKET_CLOSED')).map(({ actor }) => actor)).toEqual(['OPERATOR']);
  });

  it('is to look at what is attached, in a file that is not there yet', async () => {
    const { owner } = await newTenant(api);
    const file = await desk.uploaded(owner, 'screen.png', PNG);
    const { number } = await desk.submitted(owner, { attachments: [file] });
    const fetch = () => portal(`tickets attachment ${number} ${file} --to ${folder.path('screen.png')}`);

    expect((await fetch()).code).toBe(0);
    expect(await readFile(folder.path('screen.png'))).toEqual(PNG);
    expect((await stat(folder.path('screen.png'))).mode & 0o777).toBe(0o600);
    expect((await fetch()).err).toContain('FILE_EXISTS');
  });

  for (const [line, code] of [
    ['tickets show T-2026-999999', 1],
    ['tickets close T-2026-999999', 1],
    ['tickets answer T-2026-999999 --text Yes', 1],
    ['tickets answer T-2026-999999', 2],
    ['tickets answer T-2026-999999 --text Yes --file /none', 2],
    ['tickets answer T-2026-999999 --file /none', 2],
    ['tickets list --state lost', 2],
  ] as const) {
    it(`is refused where there is no such ticket, or nothing to say (${line})`, async () => {
      expect((await portal(line)).code).toBe(code);
    });
  }
});
