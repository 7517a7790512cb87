import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of each spec's own, which is gone afterwards. */
export function useTemporaryFolder(): { path(name: string): string } {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mydesk-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return { path: name => join(folder, name) };
}
