import { Lru } from '../../core/lru.ts';
import type { UserViewer } from '../../core/viewer.ts';

/** For so long a cookie that was looked up is believed, in milliseconds. */
export const BELIEVED_MS = 1_000;
const KEPT_COOKIES = 10_000;

interface Known {
  readonly viewer: UserViewer;
  readonly atMs: number;
  readonly endings: number;
}

/**
 * Whose cookie was looked up just now: a page asks many times a second, and finding out who asks would cost the database as
 * much as the answer. An ending in this process counts at once; one in another process after `BELIEVED_MS` at the latest, and
 * what is live is closed by its event.
 */
export class KnownCookies {
  private readonly known = new Lru<string, Known>(KEPT_COOKIES);
  private endings = 0;

  /** @param look asks the database */
  async viewerOf(secret: string, now: Date, look: () => Promise<UserViewer | null>): Promise<UserViewer | null> {
    const { endings } = this;
    const known = this.known.get(secret);
    const ageMs = known ? now.getTime() - known.atMs : Infinity;
    if (known?.endings === endings && ageMs >= 0 && ageMs < BELIEVED_MS) return known.viewer;

    const viewer = await look();
    // What ended while the database answered must not be believed.
    if (viewer && endings === this.endings) this.known.set(secret, { viewer, atMs: now.getTime(), endings });
    return viewer;
  }

  /** A sign-in has ended, or a right has changed: what was looked up before no longer counts. */
  forget(): void {
    this.endings += 1;
  }
}
