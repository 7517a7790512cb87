import { rm, writeFile } from 'node:fs/promises';

import { CONFIGURATION, newSigningKey, publicOf, signedText } from '../../test/account.ts';
import { useFolder } from '../../test/temporary-folder.ts';
import { readPackage } from './package.ts';
import { Tampered } from './tampered.ts';

describe('a package', () => {
  const folder = useFolder();
  const [own, strange] = [newSigningKey(), newSigningKey()];
  const trustOf = (key: typeof own) => `${JSON.stringify({ keys: publicOf(key) })}\n`;
  const write = async (text: string, trust = trustOf(own)): Promise<void> => {
    await writeFile(folder.path('mydesk-config.jws'), text);
    await writeFile(folder.path('mydesk-trust.json'), trust);
  };
  const read = () => readPackage(folder.path(''));

  it('says what the client is', async () => {
    await write(signedText([own], CONFIGURATION));

    expect((await read())?.configuration).toEqual({ ...CONFIGURATION, keys: publicOf(own) } as never);
  });

  it('is none where its files are not there', async () => {
    expect(await read()).toBeUndefined();
  });

  it('is refused where one of its files is missing', async () => {
    for (const name of ['mydesk-config.jws', 'mydesk-trust.json']) {
      await write(signedText([own], CONFIGURATION));
      await rm(folder.path(name));
      await expectAsync(read()).toBeRejectedWithError(Tampered, /missing/);
    }
  });

  it('is refused where its configuration was changed, or is signed by somebody else', async () => {
    const text = signedText([own], CONFIGURATION);
    await write(text.replace(/.$/m, last => (last === 'A' ? 'B' : 'A')));
    await expectAsync(read()).toBeRejectedWithError(Tampered, /tampered with/);

    await write(signedText([strange], CONFIGURATION));
    await expectAsync(read()).toBeRejectedWithError(Tampered, /no key that this device trusts/);
  });

  it('is refused where its keys were changed, in whatever way', async () => {
    const trust = trustOf(own);
    for (const changed of [
      trust.replace(':', ': '),
      trust.replace('kid', 'kit'),
      `${trust}\n`,
      trustOf(strange),
      '{}',
    ]) {
      await write(signedText([own], CONFIGURATION), changed);
      await expectAsync(read()).toBeRejectedWithError(Tampered);
    }
  });

  const newer: [what: string, change: object][] = [
    ['a newer form', { format: 2 }],
    ['a connection type that is none', { connectionType: 'SIDEWAYS' }],
    ['a version that is no number', { version: '1' }],
    ['no options', { options: null }],
  ];
  for (const [what, change] of newer) {
    it(`with ${what} is refused`, async () => {
      await write(signedText([own], { ...CONFIGURATION, ...change }));
      await expectAsync(read()).toBeRejectedWithError(Tampered, /form/);
    });
  }
});
