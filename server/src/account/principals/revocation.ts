import type { OtherProcesses } from '../../core/work/other-processes.ts';
import type { Sockets } from '../../core/socket/sockets.ts';
import type { Ending } from '../../events/live/endings.ts';
import { BELIEVED_MS, type KnownSecrets } from './known-secrets.ts';

/**
 * What another process is given, so that it no longer believes what it looked up before, and has heard of the ending: it
 * is rung at once, and looks by itself every second.
 */
const SETTLED_MS = BELIEVED_MS + 200;

/**
 * Lets an ending count before it is answered: after that, nothing is delivered to those whose right it was. What is
 * in the log closes their sockets in the other processes, in the order of the log.
 */
export class Revocation {
  constructor(
    private readonly secrets: KnownSecrets,
    private readonly sockets: Sockets,
    private readonly others: OtherProcesses,
  ) {}

  /** To be called when the events of the endings are committed, and before anybody is told so. */
  async enforce(endings: readonly Ending[]): Promise<void> {
    this.secrets.forget();
    if (endings.length === 0) return;
    for (const { key, code, reason } of endings) this.sockets.closeAll(key, code, reason);
    await this.others.given(SETTLED_MS);
  }
}
