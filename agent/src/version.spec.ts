import { readFile } from 'node:fs/promises';

import { VERSION } from './version.ts';

describe('the version', () => {
  it("is the package's", async () => {
    const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');

    expect((JSON.parse(text) as { version: string }).version).toBe(VERSION);
  });
});
