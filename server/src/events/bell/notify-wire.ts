import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { BellWire, RingListener } from './doorbell.ts';

/** Where rings go. */
export const CHANNEL = 'account_news';
/** After a ring the account is not rung again for so long; what came in between is rung once. */
const QUIET_MS = 10;
const RECONNECT_MS = 1000;
/** Accounts that one notification names at most: its payload must stay below 8,000 bytes. */
export const MAX_NAMES = 200;

/**
 * Rings between processes by PostgreSQL's NOTIFY, on one connection of its own and outside of every transaction: inside
 * of them it would make the writers wait for each other. Rings are lost while the connection is down.
 */
export class NotifyWire implements BellWire {
  private client: Client | undefined;
  private heard: RingListener = () => undefined;
  private isStopped = true;
  private isSending = false;
  private readonly outgoing = new Set<string>();
  /** The accounts that were rung just now, and whether they have news again. */
  private readonly quiet = new Map<string, { timer: NodeJS.Timeout; again: boolean }>();

  /** @param url of the database; the same server for all processes, and no pooler that shares connections */
  constructor(
    private readonly url: string,
    private readonly report: (cause: unknown) => void,
  ) {}

  start(heard: RingListener): void {
    this.heard = heard;
    this.isStopped = false;
    void this.connect();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const { timer } of this.quiet.values()) clearTimeout(timer);
    this.quiet.clear();
    await this.client?.end().catch(this.report);
  }

  send(accountIds: readonly string[]): void {
    if (this.isStopped) return;
    for (const accountId of accountIds) {
      const rest = this.quiet.get(accountId);
      if (rest) rest.again = true;
      else this.sendAndRest(accountId);
    }
    void this.flush();
  }

  private sendAndRest(accountId: string): void {
    this.outgoing.add(accountId);
    const timer = setTimeout(() => {
      const again = this.quiet.get(accountId)?.again;
      this.quiet.delete(accountId);
      if (again) this.send([accountId]);
    }, QUIET_MS);
    this.quiet.set(accountId, { timer, again: false });
  }

  private async flush(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    try {
      while (this.client && this.outgoing.size > 0) {
        const names = [...this.outgoing].slice(0, MAX_NAMES);
        for (const name of names) this.outgoing.delete(name);
        await this.client.query('SELECT pg_notify($1, $2)', [CHANNEL, names.join(' ')]);
      }
    } catch (error) {
      this.report(error);
    } finally {
      this.outgoing.clear();
      this.isSending = false;
    }
  }

  /** Connects, and again whenever the connection is lost, until it is stopped. */
  private async connect(): Promise<void> {
    const isStopped = () => this.isStopped;
    for (let failures = 0; !isStopped(); failures++) {
      const client = new Client({ connectionString: this.url, application_name: 'mydesk-doorbell', keepAlive: true });
      const lost = new Promise<Error | undefined>(resolve => {
        client.on('error', resolve).on('end', () => {
          resolve(undefined);
        });
      });
      try {
        await client.connect();
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        client.on('notification', ({ processId, payload }) => {
          if (processId !== rows[0]?.pid && payload) this.heard(payload.split(' '));
        });
        await client.query(`LISTEN ${CHANNEL}`);
        this.client = client;
        failures = 0;
        if (isStopped()) return;
        const error = await lost;
        if (error) this.report(error);
      } catch (error) {
        // Once, and not every second while the database is away.
        if (failures === 0) this.report(error);
      } finally {
        this.client = undefined;
        client.end().catch(() => undefined);
      }
      if (!isStopped()) await delay(RECONNECT_MS, undefined, { ref: false });
    }
  }
}
