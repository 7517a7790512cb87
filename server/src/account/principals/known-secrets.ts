import { Lru } from '../../core/lru.ts';
import type { Reading, TokenViewer, UserViewer } from '../../core/viewer.ts';

/** For so long what was looked up is believed, in milliseconds. */
export const BELIEVED_MS = 1_000;
const KEPT_SECRETS = 10_000;

/** Somebody whose rights may change while they are connected, and of whom it is known when they were looked up. */
export type ReadViewer = (UserViewer | TokenViewer) & { readonly reading: Reading };

/** A look-up that is about to begin, for its `Reading`. */
export type Beginning = Omit<Reading, 'seq'>;

/**
 * Whose cookie or token was looked up just now: a page asks many times a second, and finding out who asks would cost the
 * database as much as the answer. An ending in this process counts at once; one in another process after `BELIEVED_MS` at
 * the latest, for which that one waits (see `Revocation`).
 */
export class KnownSecrets {
  private readonly known = new Lru<string, ReadViewer>(KEPT_SECRETS);
  private endings = 0;

  /** @param look asks the database */
  async viewerOf<V extends ReadViewer>(
    secret: string,
    now: Date,
    look: (beginning: Beginning) => Promise<V | null>,
  ): Promise<V | null> {
    const known = this.known.get(secret);
    if (known && this.isBelieved(known, now)) return known as V;

    const viewer = await look(this.begin(now));
    // What ended while the database answered must not be believed.
    if (viewer && this.isBelieved(viewer, now)) this.known.set(secret, viewer);
    return viewer;
  }

  /** Marks the moment before a look-up. */
  begin(now: Date): Beginning {
    return { atMs: now.getTime(), endings: this.endings };
  }

  /** Whether what was looked up then may still be taken for true. */
  isBelieved({ reading }: ReadViewer, now: Date): boolean {
    const ageMs = now.getTime() - reading.atMs;
    return reading.endings === this.endings && ageMs >= 0 && ageMs < BELIEVED_MS;
  }

  /** A right has ended or changed: what was looked up before no longer counts. */
  forget(): void {
    this.endings += 1;
  }
}
