import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { useFolder } from '../test/temporary-folder.ts';
import { VERSION } from './version.ts';

const run = promisify(execFile);
const AGENT = new URL('..', import.meta.url);

describe('the agent as one file', () => {
  const folder = useFolder();
  const bundle = (name: string) =>
    run(process.execPath, ['--import', 'tsx', 'scripts/bundle.ts', folder.path(name)], { cwd: AGENT });

  it('is the same each time, and runs where nothing else is', async () => {
    await Promise.all([bundle('one'), bundle('two')]);

    for (const name of ['mydesk-agent.mjs', 'THIRD-PARTY.txt', 'manifest.json']) {
      const [one, two] = await Promise.all(['one', 'two'].map(each => readFile(folder.path(`${each}/${name}`))));
      expect(one?.equals(two ?? Buffer.alloc(0)))
        .withContext(name)
        .toBeTrue();
    }
    const { stdout } = await run(process.execPath, [folder.path('one/mydesk-agent.mjs'), '--version'], {
      cwd: folder.path('one'),
    });
    expect(stdout).toBe(`${VERSION}\n`);
    const licenses = await readFile(folder.path('one/THIRD-PARTY.txt'), 'utf8');
    for (const name of ['graphql-ws', 'ws']) expect(licenses).toContain(`${name} `);
  });
});
