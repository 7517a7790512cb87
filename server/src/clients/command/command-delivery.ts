import type { Clock } from '../../core/context.ts';
import { Gatherer } from '../../core/work/gatherer.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { DeviceViewer } from '../../core/viewer.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Ledger } from '../../events/ledger.ts';
import { type Command, type CommandKind, CommandState } from '../command.type.ts';
import { append, COMMAND_COLUMNS } from './command.service.ts';

/** The least time between two writes of what was delivered. */
const EVERY_MS = 50;

const WAITING = `
  SELECT ${COMMAND_COLUMNS} FROM command
  WHERE account_id = $1 AND client_id = $2 AND state IN ('QUEUED', 'DELIVERED') AND expires_at > $3
    AND NOT id = ANY ($4::uuid[])
  ORDER BY id LIMIT 100`;

// A device may have two connections for a moment: what one was given at the same time is given to the other too.
const DELIVER = `
  WITH outgoing AS (
    SELECT c.account_id, c.id, c.state AS before
    FROM unnest($2::uuid[], $3::uuid[]) v (account_id, id)
    JOIN command c ON c.account_id = v.account_id AND c.id = v.id AND c.state IN ('QUEUED', 'DELIVERED')
    ORDER BY c.account_id, c.id
    FOR UPDATE OF c)
  UPDATE command c SET state = 'DELIVERED', delivered_at = $1
  FROM outgoing o WHERE c.account_id = o.account_id AND c.id = o.id
  RETURNING c.account_id AS "accountId", c.client_id AS "clientId", c.id, c.kind, c.session_id AS "sessionId", o.before`;

interface Delivered {
  readonly accountId: string;
  readonly clientId: string;
  readonly id: string;
  readonly kind: CommandKind;
  readonly sessionId: string | null;
  readonly before: CommandState;
}

/** A command on its way to being DELIVERED. */
interface Outgoing {
  readonly accountId: string;
  readonly id: string;
  isDelivered: boolean;
}

/** Hands waiting commands out, and keeps that they were. Those of many devices are written together. */
export class CommandDelivery {
  private readonly writes = new Gatherer(() => this.write(), EVERY_MS);
  private outgoing: Outgoing[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly ledger: Ledger,
    private readonly now: Clock,
  ) {}

  /**
   * What waits for the device, the oldest first, at most 100: all DELIVERED by now. What was delivered before and was
   * not answered is delivered again.
   *
   * @param except ids of what is not wanted again
   */
  async take({ accountId, clientId }: DeviceViewer, except: Iterable<string> = []): Promise<Command[]> {
    const values = [accountId, clientId, this.now(), [...except]];
    const waiting = await this.reader.rows<Command>('commands.waiting', WAITING, values);
    const fresh = waiting
      .filter(({ state }) => state === CommandState.QUEUED)
      .map(({ id }) => ({ accountId, id, isDelivered: false }));
    if (fresh.length > 0) {
      this.outgoing.push(...fresh);
      await this.writes.ask();
    }
    // One that was withdrawn in between is not sent.
    const withdrawn = new Set(fresh.filter(({ isDelivered }) => !isDelivered).map(({ id }) => id));
    return waiting
      .filter(({ id }) => !withdrawn.has(id))
      .map(command => Object.assign(command, { state: CommandState.DELIVERED }));
  }

  private async write(): Promise<void> {
    const batch = this.outgoing;
    this.outgoing = [];
    const accountIds = batch.map(({ accountId }) => accountId);
    const delivered = await this.ledger.write(accountIds, async entry => {
      const [rows]: [Delivered[], number] = await entry.sql.query(DELIVER, [
        entry.now,
        accountIds,
        batch.map(({ id }) => id),
      ]);
      const fresh = rows.filter(({ before }) => before === CommandState.QUEUED);
      for (const row of fresh) append(entry, EventType.COMMAND_DELIVERED, SYSTEM, row);
      return new Set(rows.map(({ id }) => id));
    });
    for (const each of batch) each.isDelivered = delivered.has(each.id);
  }
}
