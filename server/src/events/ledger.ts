import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../core/context.ts';
import { ApiError } from '../core/errors.ts';
import type { Actor } from './actor.ts';
import type { EventType } from './event-type.ts';

/** An event that a change appends to the log of its account. */
export interface NewEvent {
  readonly accountId: string;
  readonly type: EventType;
  readonly actor: Actor;
  readonly clientId?: string;
  readonly sessionId?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What a change adds to the counters of an account; may be negative. */
export interface TallyDelta {
  readonly clients?: number;
  readonly clientsOnline?: number;
  readonly sessionsActive?: number;
}

/** Told, after the commit, which accounts have news. */
export interface Bell {
  ring(accountIds: readonly string[]): void;
}

/**
 * The one way to change what belongs to an account: a transaction that holds the account's tally, so that its events are
 * numbered without gap in the order of their commits, and its counters change with what they count.
 */
export class Ledger {
  constructor(
    private readonly db: DataSource,
    private readonly now: Clock,
    private readonly bell: Bell,
  ) {}

  /**
   * Runs `work` in a transaction; its events are appended and its counts added at the end, and the bell rung after the commit.
   * The accounts' tallies are locked first, in ascending order, so that two writers never wait for each other in a circle.
   * `work` does no I/O but SQL. What it throws undoes everything.
   *
   * @throws ApiError NOT_FOUND where an account does not exist
   */
  async write<T>(accountIds: string | readonly string[], work: (entry: Entry) => Promise<T>): Promise<T> {
    const accounts = typeof accountIds === 'string' ? [accountIds] : [...new Set(accountIds)].sort();
    const { result, touched } = await this.db.transaction(async sql => {
      const tallies: { account_id: string; seq: string }[] = await sql.query(
        'SELECT account_id, seq FROM account_tally WHERE account_id = ANY ($1) ORDER BY account_id FOR UPDATE',
        [accounts],
      );
      if (tallies.length < accounts.length) throw new ApiError('NOT_FOUND', 'No such account');

      const entry = new Entry(sql, this.now(), new Map(tallies.map(row => [row.account_id, BigInt(row.seq)])));
      const result = await work(entry);
      return { result, touched: await entry.post() };
    });
    if (touched.length > 0) this.bell.ring(touched);
    return result;
  }
}

/** One transaction of the ledger. */
export class Entry {
  private readonly events: NewEvent[] = [];
  private readonly deltas = new Map<string, Required<TallyDelta>>();

  constructor(
    /** The transaction's own connection: all SQL of the change goes through it. */
    readonly sql: EntityManager,
    /** The moment of the change. */
    readonly now: Date,
    private readonly seqs: Map<string, bigint>,
  ) {}

  /** Opens the log of an account that this transaction has just made. */
  async open(accountId: string): Promise<void> {
    await this.sql.query('INSERT INTO account_tally (account_id) VALUES ($1)', [accountId]);
    this.seqs.set(accountId, 0n);
  }

  /** Appends to the log. The account must be among those that `write` was given, or `open`. */
  append(event: NewEvent): void {
    this.events.push(event);
  }

  /** Adds to the counters of an account that `write` was given. */
  count(accountId: string, delta: TallyDelta): void {
    const sum = this.deltas.get(accountId) ?? { clients: 0, clientsOnline: 0, sessionsActive: 0 };
    this.deltas.set(accountId, {
      clients: sum.clients + (delta.clients ?? 0),
      clientsOnline: sum.clientsOnline + (delta.clientsOnline ?? 0),
      sessionsActive: sum.sessionsActive + (delta.sessionsActive ?? 0),
    });
  }

  /** Writes the events and counts. Answers the accounts that have news. Called once, by the ledger. */
  async post(): Promise<string[]> {
    const last = new Map<string, bigint>();
    const numbered = this.events.map(event => {
      const before = last.get(event.accountId) ?? this.seqs.get(event.accountId);
      if (before === undefined) throw new Error(`The transaction does not hold the tally of ${event.accountId}`);
      last.set(event.accountId, before + 1n);
      return { event, seq: String(before + 1n) };
    });

    const touched = [...new Set([...last.keys(), ...this.deltas.keys()])].sort();
    if (touched.length === 0) return [];
    await this.sql.query(
      `UPDATE account_tally t SET seq = v.seq, clients = t.clients + v.clients,
         clients_online = t.clients_online + v.online, sessions_active = t.sessions_active + v.sessions
       FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::int[], $5::int[]) v (account_id, seq, clients, online, sessions)
       WHERE t.account_id = v.account_id`,
      [
        touched,
        touched.map(id => String(last.get(id) ?? this.seqs.get(id))),
        touched.map(id => this.deltas.get(id)?.clients ?? 0),
        touched.map(id => this.deltas.get(id)?.clientsOnline ?? 0),
        touched.map(id => this.deltas.get(id)?.sessionsActive ?? 0),
      ],
    );
    if (numbered.length > 0) await this.insert(numbered);
    return [...last.keys()];
  }

  private async insert(numbered: readonly { event: NewEvent; seq: string }[]): Promise<void> {
    const column = <V>(value: (event: NewEvent) => V): V[] => numbered.map(({ event }) => value(event));
    await this.sql.query(
      `INSERT INTO event (account_id, seq, at, type, actor_kind, actor_id, actor_name, actor_ip, client_id, session_id, data)
       SELECT v.account_id, v.seq, $1, v.type, v.actor_kind, v.actor_id, v.actor_name, v.actor_ip, v.client_id, v.session_id, v.data
       FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::jsonb[])
         v (account_id, seq, type, actor_kind, actor_id, actor_name, actor_ip, client_id, session_id, data)`,
      [
        this.now,
        column(event => event.accountId),
        numbered.map(({ seq }) => seq),
        column(event => event.type),
        column(event => event.actor.kind),
        column(event => event.actor.id),
        column(event => event.actor.name),
        column(event => event.actor.ip ?? null),
        column(event => event.clientId ?? null),
        column(event => event.sessionId ?? null),
        column(event => JSON.stringify(event.data ?? {})),
      ],
    );
  }
}
