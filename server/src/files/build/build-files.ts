import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '../../core/ids.ts';

/** Where what was built lies, each under the id of its build: nothing that a caller writes is ever part of a path. */
export class BuildFiles {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'builds');
  }

  /** @throws Error for anything that is no id */
  pathOf(buildId: string): string {
    if (!isUuid(buildId)) throw new Error('Not the id of a build');
    return join(this.folder, buildId.toLowerCase());
  }

  async has(buildId: string): Promise<boolean> {
    return access(this.pathOf(buildId)).then(
      () => true,
      () => false,
    );
  }

  /**
   * Keeps the bytes of a build, whole or not at all, also through a crash.
   *
   * @param at what the file is dated: the same in every process, as downloads are resumed by it
   */
  async write(buildId: string, bytes: Buffer, at: Date): Promise<void> {
    const path = this.pathOf(buildId);
    const draft = `${path}.${randomUUID()}`;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await utimes(draft, at, at);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async remove(buildIds: Iterable<string>): Promise<void> {
    for (const id of buildIds) await rm(this.pathOf(id), { force: true });
  }

  /** The ids of the builds that lie here; drafts that a killed process left behind are removed. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    for (const draft of names.filter(name => !isUuid(name))) await rm(join(this.folder, draft), { force: true });
    return names.filter(isUuid);
  }
}
