import { writeFile } from 'node:fs/promises';

import { useFolder } from '../../test/temporary-folder.ts';
import { UsageError, newInvocation, secretFrom } from './invocation.ts';

describe('a command line', () => {
  const invoke = (...args: string[]) => newInvocation(args, { MYDESK_AGENT_HOME: '/home/desk' }, () => undefined);

  it('has words and options in any order', () => {
    const { words, options } = invoke('end', '--comment', 'done', '42', '--json');

    expect(words).toEqual(['end', '42']);
    expect(options).toEqual(jasmine.objectContaining({ comment: 'done', json: true }));
  });

  it('keeps the identity where it is told to', () => {
    expect(invoke('run').identityPath).toBe('/home/desk/identity.json');
    expect(invoke('run', '--identity', 'other.json').identityPath).toBe('other.json');
  });

  for (const args of [
    ['run', '--licence', 'x'],
    ['run', '--comment'],
    ['run', '--log-format', 'xml'],
    ['--json=yes'],
  ]) {
    it(`is refused when it is ${args.join(' ')}`, () => expect(() => invoke(...args)).toThrowError(UsageError));
  }

  it('prints nothing that a terminal would obey', () => {
    const written: string[] = [];

    newInvocation([], {}, text => written.push(text)).print('name\u001b[31m');

    expect(written).toEqual(['name\\u001b[31m\n']);
  });
});

describe('a secret', () => {
  const folder = useFolder();

  it('comes from its option, else its variable, else its file', async () => {
    await writeFile(folder.path('key'), 'from-file\n');
    const file = { MYDESK_LICENSE_FILE: folder.path('key') };

    expect(secretFrom('typed', 'MYDESK_LICENSE', { MYDESK_LICENSE: 'set', ...file })).toBe('typed');
    expect(secretFrom(undefined, 'MYDESK_LICENSE', { MYDESK_LICENSE: 'set', ...file })).toBe('set');
    expect(secretFrom(undefined, 'MYDESK_LICENSE', file)).toBe('from-file');
    expect(secretFrom(undefined, 'MYDESK_LICENSE', {})).toBeUndefined();
  });
});
