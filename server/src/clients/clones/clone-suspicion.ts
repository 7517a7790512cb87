import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';

/** A device that is refused tries again and again: people are told of it once in so long. */
const TOLD_EVERY_MS = 3_600_000;

/** Why two devices are thought to be one too many. */
export type CloneReason =
  /** A device claims the hardware id of one that is not offline, without its token; it was refused. */
  | 'HARDWARE_ID'
  /** Two devices with one number and token were connected at once; the newer took over. */
  | 'IDENTITY';

/**
 * Flags clients for a person to look at, unless that was done within the hour.
 *
 * @param facts what is known of the two, for the log
 */
export async function suspectClones(
  entry: Entry,
  accountId: string,
  ids: readonly string[],
  facts: { readonly reason: CloneReason } & Readonly<Record<string, unknown>>,
): Promise<void> {
  const [flagged]: [{ id: string }[], number] = await entry.sql.query(
    `UPDATE client SET suspected_clone_at = $3
     WHERE account_id = $1 AND id = ANY ($2) AND (suspected_clone_at IS NULL OR suspected_clone_at <= $4) RETURNING id`,
    [accountId, ids, entry.now, new Date(entry.now.getTime() - TOLD_EVERY_MS)],
  );
  for (const { id: clientId } of flagged) {
    entry.append({ accountId, clientId, type: EventType.CLIENT_CLONE_SUSPECTED, actor: SYSTEM, data: facts });
  }
}
