import { DAY_MS } from '../../core/time/dates.ts';
import type { Actor } from '../../events/actor.ts';
import type { Entry } from '../../events/ledger.ts';
import type { Desk } from '../office.ts';

/** For how long a person may take to follow a link that an operator has passed on. */
export const LINK_DAYS = 7;

/** A link by which one person chooses a password, once. */
export interface OneTimeLink {
  readonly link: string;
  readonly until: Date;
}

/** A new one, in the transaction of the change that it belongs to. */
export async function oneTimeLink(
  { resets, portalUrl }: Pick<Desk, 'resets' | 'portalUrl'>,
  entry: Entry,
  user: { readonly accountId: string; readonly userId: string },
  actor: Actor,
): Promise<OneTimeLink> {
  const until = new Date(entry.now.getTime() + LINK_DAYS * DAY_MS);
  const secret = await resets.issue(entry, user, until, actor);
  // Behind the #, so that no server and no log on the way learns of it.
  return { link: new URL(`/reset-password#${secret}`, portalUrl).href, until };
}
