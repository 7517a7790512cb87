import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../context.ts';
import type { Secrets } from './secrets.ts';
import { principalKey, type Viewer } from '../viewer.ts';

/** For how long a ticket holds. */
const HOLDS_MS = 5 * 60_000;
const TEXT = /^([\w-]{1,2000})\.([\w-]{43})$/;

/** What one download is opened by, without a cookie or a header. */
export interface Ticket {
  readonly accountId: string;
  /** Who got it, as `principalKey` names them: it opens nothing that they may not have any more. */
  readonly principal: string;
  /** The `DownloadSource` that it is for. */
  readonly kind: string;
  /** The one thing that it is for. */
  readonly subject: string;
}

/** A ticket that was just signed. */
export interface IssuedTicket {
  readonly text: string;
  readonly expiresAt: Date;
}

/**
 * Signs tickets, and reads what it has signed. Nothing is stored: a ticket that is good for one use is spent by what it
 * opens, in the source's own row.
 */
export class Tickets {
  constructor(
    private readonly secrets: Secrets,
    private readonly now: Clock,
  ) {}

  /** A ticket for five minutes. It is as good as the viewer's own credential for this one thing: no log has it. */
  issue(viewer: Viewer, kind: string, subject: string): IssuedTicket {
    const expiresAt = new Date(this.now().getTime() + HOLDS_MS);
    const content = [viewer.accountId, principalKey(viewer), kind, subject, expiresAt.getTime()];
    const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
    return { text: `${payload}.${this.signatureOf(payload).toString('base64url')}`, expiresAt };
  }

  /** What a ticket is for; null where it is none of ours, was changed, or holds no longer. */
  read(text: string): Ticket | null {
    const [, payload, signature] = TEXT.exec(text) ?? [];
    if (!payload || !signature) return null;
    if (!timingSafeEqual(this.signatureOf(payload), Buffer.from(signature, 'base64url'))) return null;

    const content = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
      string,
      string,
      string,
      string,
      number,
    ];
    const [accountId, principal, kind, subject, expiresMs] = content;
    return this.now().getTime() < expiresMs ? { accountId, principal, kind, subject } : null;
  }

  private signatureOf(payload: string): Buffer {
    return this.secrets.keyedHash('ticket', payload);
  }
}
