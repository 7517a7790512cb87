import { Injectable, computed, signal } from '@angular/core';
import { Subject } from 'rxjs';

/**
 * `idle`: nothing on the page is live, so no socket is open. `connecting`: the first one is being opened.
 * `live`: the server answered within the last 15 s. `reconnecting`: it did not, and is being tried again.
 */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'reconnecting';

/** What the page may say about how fresh it is. The socket tells it what happens; the frame shows it. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly socket = signal<ConnectionState>('idle');
  private readonly behind = signal<ReadonlySet<object>>(new Set());
  private readonly heard = signal<Date | undefined>(undefined);
  private readonly opened = new Subject<void>();
  private readonly ended = new Subject<void>();
  private hasOpened = false;

  /** `live` only while the socket is, and every shown query is as new as the last reconnect. */
  readonly state = computed<ConnectionState>(() => {
    const state = this.socket();
    return state === 'live' && this.behind().size > 0 ? 'reconnecting' : state;
  });
  /** Whether subscriptions are being heard now. */
  readonly isOpen = computed(() => this.socket() === 'live');
  /** The last moment at which what is shown was known to be true; undefined before the first answer. */
  readonly asOf = this.heard.asReadonly();
  /** Fires when the socket is back after a loss: what is shown must be read again. */
  readonly resync = this.opened.asObservable();

  /** Fires when the server no longer knows who asks. */
  readonly signInEnded = this.ended.asObservable();

  connecting(): void {
    if (this.socket() === 'idle') this.socket.set('connecting');
  }

  connected(at: Date): void {
    const wasLost = this.hasOpened && this.socket() !== 'live';
    this.hasOpened = true;
    this.socket.set('live');
    this.confirmed(at);
    if (wasLost) this.opened.next();
  }

  /** The server gave a sign of life. It counts only while nothing shown is behind. */
  confirmed(at: Date): void {
    if (this.state() === 'live') this.heard.set(at);
  }

  lost(): void {
    this.socket.set('reconnecting');
  }

  /** The server refused because it does not know who asks. */
  refused(): void {
    this.ended.next();
  }

  /** The socket was closed because nothing needs it any more. */
  rested(): void {
    this.hasOpened = false;
    this.socket.set('idle');
  }

  /** `query` could not be read anew (or, `false`, could): until then the page is not live. */
  setBehind(query: object, isBehind: boolean): void {
    if (this.behind().has(query) === isBehind) return;
    const next = new Set(this.behind());
    if (isBehind) next.add(query);
    else next.delete(query);
    this.behind.set(next);
  }
}
