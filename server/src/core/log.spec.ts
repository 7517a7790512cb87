import { newTokenSecret } from '../account/tokens/token-secret.ts';
import { newLog } from './log.ts';

describe('the log', () => {
  const lines: string[] = [];
  const log = newLog('info', { write: line => void lines.push(line) });

  beforeEach(() => lines.splice(0));

  it('never shows a secret, wherever it stands', () => {
    const secret = 'hunter2';

    log.info(
      { password: secret, headers: { authorization: secret, cookie: secret }, deep: { input: { token: secret } } },
      'in',
    );

    expect(lines[0]).toContain('[redacted]');
    expect(lines[0]).not.toContain(secret);
  });

  it('never shows an API token, whatever it is part of', () => {
    log.info({ path: `/graphql?access_token=${newTokenSecret()}` }, `asked with ${newTokenSecret()}`);
    expect(lines[0]).toContain('access_token=mdp_[redacted]');
    expect(lines[0]).not.toMatch(/mdp_\w/);
  });

  it('shows what failed, and not the values that it failed with', () => {
    const fault = Object.assign(new Error('relation is missing'), { code: '42P01', parameters: ['hunter2'] });

    log.error({ err: fault }, 'failed');

    expect(lines[0]).toContain('relation is missing');
    expect(lines[0]).toContain('42P01');
    expect(lines[0]).not.toContain('hunter2');
  });

  it('keeps to one line, and shows a terminal nothing to obey', () => {
    log.info({ name: 'a\r\n{"level":"fatal"}\u001b[2J\u009b31m\u202e' }, 'b\nc');

    expect(lines).toEqual([jasmine.stringMatching(/^[\x20-\x7e]+\n$/)]);
    expect((JSON.parse(lines[0] ?? '') as { name: string }).name).toContain('\u001b[2J');
  });
});
