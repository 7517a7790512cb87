import type { Clock } from '../../core/context.ts';
import type { Doorman } from '../../core/http/doorman.ts';
import { principalKey, principalOf, type Viewer } from '../../core/viewer.ts';
import type { CookieDoor } from '../sign-in/cookie-door.ts';
import type { KnownSecrets, ReadViewer } from './known-secrets.ts';
import type { TokenDoor } from '../tokens/token-door.ts';

/** Knows people and tools, as the doors ask for them. */
export class Principals implements Omit<Doorman, 'callerOf'> {
  constructor(
    private readonly cookies: CookieDoor,
    private readonly tokens: TokenDoor,
    private readonly secrets: KnownSecrets,
    private readonly now: Clock,
  ) {}

  readonly userOf: Doorman['userOf'] = secret => this.cookies.userOf(secret);

  readonly toolOf: TokenDoor['toolOf'] = (authorization, origin) => this.tokens.toolOf(authorization, origin);

  readonly holderOf: Doorman['holderOf'] = async (accountId, principal) => {
    const { kind, id } = principalOf(principal);
    if (kind === 'sign-in') return this.cookies.holderOf(accountId, id);
    return kind === 'token' ? this.tokens.holderOf(accountId, id) : null;
  };

  /** By what was looked up just now, or else by the database: nobody is told more than they may know by then. */
  readonly stillHolds: Doorman['stillHolds'] = viewer => {
    if (!isRead(viewer) || this.secrets.isBelieved(viewer, this.now())) return true;
    return this.holderOf(viewer.accountId, principalKey(viewer)).then(
      holder => holder !== null && [...viewer.rights].every(right => holder.rights.has(right)),
    );
  };
}

/** What has just signed in was not looked up, and a device is looked up for each call. */
const isRead = (viewer: Viewer): viewer is ReadViewer => viewer.kind !== 'device' && viewer.reading !== undefined;
