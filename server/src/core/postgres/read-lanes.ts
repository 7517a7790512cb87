import type { Duplex } from 'node:stream';
import { Client, DatabaseError, type QueryResultRow } from 'pg';
import { COLUMN_TYPES } from './moments.ts';

const SETTINGS = { pipeline: true, application_name: 'mydesk-reads', statement_timeout: 5_000, types: COLUMN_TYPES };

/** One of few connections on which statements are sent without waiting for the answers of those before. */
interface Lane {
  readonly client: Client;
  readonly ready: Promise<unknown>;
  waiting: number;
  /** Whether what is sent gathers, to leave with the end of this turn of the event loop. */
  isGathering: boolean;
}

/**
 * Connections for short reads by key. Each carries many statements at once, so that few connections serve many callers with
 * fewer wake-ups than a pool; a slow statement would hold up those behind it, so lists that count or scan do not come here.
 * A connection that breaks fails what it carries, and the next read opens another.
 */
export class ReadLanes {
  private readonly lanes: (Lane | undefined)[];
  private isClosed = false;

  constructor(
    private readonly url: string,
    count: number,
  ) {
    this.lanes = Array.from({ length: count }, () => undefined);
  }

  async rows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const lane = this.leastBusy();
    lane.waiting += 1;
    try {
      await lane.ready;
      gather(lane);
      const { rows } = await lane.client.query<Row & QueryResultRow>({ name, text, values: [...values] });
      return rows;
    } catch (error) {
      if (isFarewell(error)) this.drop(lane);
      throw error;
    } finally {
      lane.waiting -= 1;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const open = this.lanes.splice(0).filter(lane => lane !== undefined);
    await Promise.all(open.map(async ({ client, ready }) => ready.then(() => client.end()).catch(() => undefined)));
  }

  private leastBusy(): Lane {
    if (this.isClosed) throw new Error('The connections for reads are closed');
    let best = 0;
    for (let place = 1; place < this.lanes.length; place++) {
      if ((this.lanes[place]?.waiting ?? 0) < (this.lanes[best]?.waiting ?? 0)) best = place;
    }
    return this.lanes[best] ?? this.open(best);
  }

  private open(place: number): Lane {
    const client = new Client({ ...SETTINGS, connectionString: this.url });
    const lane: Lane = { client, ready: client.connect(), waiting: 0, isGathering: false };
    const drop = () => this.drop(lane);
    // Whoever reads is told by the statement; here the broken connection is only let go.
    client.on('error', drop).on('end', drop);
    lane.ready.catch(drop);
    this.lanes[place] = lane;
    return lane;
  }

  private drop(lane: Lane): void {
    const place = this.lanes.indexOf(lane);
    if (place >= 0) this.lanes[place] = undefined;
  }
}

/** Whether the database is about to end the connection (class 57P, "operator intervention"): it says so a little before. */
const isFarewell = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code?.startsWith('57P') === true;

/** What many callers ask for in one turn of the event loop leaves in one write: one each took a third of the dashboard's time. */
function gather(lane: Lane): void {
  if (lane.isGathering) return;
  lane.isGathering = true;
  const { stream } = (lane.client as unknown as { connection: { stream: Duplex } }).connection;
  stream.cork();
  setImmediate(() => {
    lane.isGathering = false;
    stream.uncork();
  });
}
