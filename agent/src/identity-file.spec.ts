import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { useFolder } from '../test/temporary-folder.ts';
import { IdentityFile, defaultIdentityPath } from './identity-file.ts';

describe('the identity file', () => {
  const folder = useFolder();
  const identity = {
    server: 'https://portal.example.com',
    clientId: '123456789',
    token: 'secret',
    hardwareId: 'h1',
    alias: 'front-desk@ad',
    configuration: 'as.it.was.signed',
    removedAt: '2026-01-01T00:00:00Z',
  };

  it('gives back what was written', async () => {
    const file = new IdentityFile(folder.path('deep/er/identity.json'));
    await file.write(identity);

    expect(await file.read()).toEqual(identity);
  });

  it("is its owner's alone, and leaves nothing beside it", async () => {
    const path = folder.path('home/identity.json');
    await new IdentityFile(path).write(identity);

    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    expect(await readdir(dirname(path))).toEqual(['identity.json']);
  });

  it('is refused where others may read it', async () => {
    const file = new IdentityFile(folder.path('identity.json'));
    await file.write(identity);
    await chmod(file.path, 0o640);

    await expectAsync(file.read()).toBeRejectedWithError(/chmod 600/);
  });

  it('that is missing reads as none', async () => {
    expect(await new IdentityFile(folder.path('identity.json')).read()).toBeUndefined();
  });

  const broken: [what: string, text: string][] = [
    ['is no JSON', '{"token":"secret"'],
    ['is a list', '[]'],
    ['lacks the hardware id', '{"token":"secret"}'],
    ['lacks the server', '{"hardwareId":"h","token":"secret","clientId":"1"}'],
    ['has a number for a token', '{"hardwareId":"h","token":1,"clientId":"1","server":"s"}'],
  ];
  for (const [what, text] of broken) {
    it(`that ${what} is refused, and its text not shown`, async () => {
      const path = folder.path('identity.json');
      await writeFile(path, text, { mode: 0o600 });

      const error = await new IdentityFile(path).read().catch((thrown: unknown) => String(thrown));

      expect(error).toContain('holds no identity');
      expect(error).not.toContain('secret');
    });
  }

  it('lies in MYDESK_AGENT_HOME where that is set', () => {
    expect(defaultIdentityPath({ MYDESK_AGENT_HOME: '/var/lib/mydesk' })).toBe('/var/lib/mydesk/identity.json');
    expect(defaultIdentityPath({})).toMatch(/\.config\/mydesk-agent\/identity\.json$/);
  });
});
