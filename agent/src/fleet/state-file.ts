import { type Identity, isEnrolled, parseIdentity } from '../identity.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';

/** Keeps the identities of a whole fleet in one file that only its owner may read. */
export class StateFile {
  private readonly identities = new Map<string, Identity>();
  private hasChanges = false;

  constructor(
    private readonly path: string,
    private readonly server: string,
  ) {}

  /**
   * Reads what an earlier run kept for the same server.
   *
   * @throws Error where others may read the file, or it holds something else
   */
  async read(): Promise<void> {
    const text = await readPrivateFile(this.path);
    if (text === undefined) return;
    const stored: unknown = JSON.parse(text);
    if (!Array.isArray(stored)) throw new Error(`${this.path} holds no fleet`);
    for (const entry of stored) {
      const identity = parseIdentity(JSON.stringify(entry));
      if (isEnrolled(identity) && identity.server === this.server) this.identities.set(identity.hardwareId, identity);
    }
  }

  get(hardwareId: string): Identity | undefined {
    return this.identities.get(hardwareId);
  }

  set(identity: Identity): void {
    this.identities.set(identity.hardwareId, identity);
    this.hasChanges = true;
  }

  /** The portal no longer knows this device's token. */
  forget(hardwareId: string): void {
    this.hasChanges = this.identities.delete(hardwareId) || this.hasChanges;
  }

  /** Writes what has changed since the last time. */
  async write(): Promise<void> {
    if (!this.hasChanges) return;
    this.hasChanges = false;
    await writePrivateFile(this.path, `${JSON.stringify([...this.identities.values()], null, 1)}\n`);
  }
}
