import { chmod, writeFile } from 'node:fs/promises';

import { useFolder } from '../../test/temporary-folder.ts';
import { readPolicyFile } from './policy-file.ts';
import { readPolicy } from './read-policy.ts';
import { policyOf } from './registry.ts';

describe("a machine's policy", () => {
  const folder = useFolder();
  const write = async (text: string, mode = 0o644): Promise<string> => {
    const path = folder.path('policy.json');
    await writeFile(path, text);
    await chmod(path, mode);
    return path;
  };

  it('is read from its file', async () => {
    const policy = { ConnectionType: 'INCOMING', AllowedPeers: ['123456789'], AllowRemoteConfiguration: false };
    expect(await readPolicyFile(await write(JSON.stringify(policy)))).toEqual(policy as never);
  });

  it('is none where there is no file, and where no file is known', async () => {
    expect(await readPolicyFile(folder.path('none.json'))).toEqual({});
    expect(await readPolicy('freebsd')).toEqual({});
  });

  it('is refused where others may write it', async () => {
    await expectAsync(readPolicyFile(await write('{}', 0o666))).toBeRejectedWithError(/chmod 644/);
    await expectAsync(readPolicyFile(await write('{}', 0o664))).toBeRejectedWithError(/chmod 644/);
  });

  const malformed: [what: string, text: string][] = [
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a setting that does not exist', '{"AllowEverything":true}'],
    ['a setting that every object has', '{"constructor":true}'],
    ['a connection type that is none', '{"ConnectionType":"SIDEWAYS"}'],
    ['peers that are no list', '{"AllowedPeers":"123456789"}'],
    ['a yes that is a text', '{"AllowRemoteConfiguration":"yes"}'],
  ];
  for (const [what, text] of malformed) {
    it(`is refused with ${what}`, async () => {
      await expectAsync(readPolicyFile(await write(text))).toBeRejectedWithError(/policy\.json/);
    });
  }

  it('is read from what `reg query` prints on Windows', () => {
    const printed = [
      '',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\MyDesk\\Agent',
      '    ConnectionType    REG_SZ    INCOMING',
      '    AllowedPeers    REG_MULTI_SZ    123456789\\0desk@acme',
      '    AllowRemoteConfiguration    REG_DWORD    0x0',
      '',
      '',
    ];

    expect(policyOf(printed.join('\r\n'))).toEqual({
      ConnectionType: 'INCOMING',
      AllowedPeers: ['123456789', 'desk@acme'],
      AllowRemoteConfiguration: false,
    });
    expect(policyOf('')).toEqual({});
    expect(() => policyOf('    Nonsense    REG_SZ    x')).toThrowError(/Nonsense/);
  });
});
