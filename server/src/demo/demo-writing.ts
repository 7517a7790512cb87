import type { EntityManager } from 'typeorm';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { AccountPlan } from './demo-accounts.ts';
import { demoEvents } from './demo-log.ts';
import { LOGGED_DAYS, type Past } from './demo-past.ts';
import { aliasRows, clientRows, numberRows, sessionRows } from './demo-rows.ts';
import { demoSamples } from './demo-samples.ts';
import { insert } from './insert.ts';
import type { OfficeHours } from './office-hours.ts';

const DAY_MS = 86_400_000;
const SAMPLED_DAYS = 30;
const NAMESPACE_DAYS_AGO = 300;
/** The log of a new account has one event: that it was created. */
const FIRST_SEQ = 1;

type AccountPast = Past & { readonly accountId: string };

interface Means {
  readonly secrets: Secrets;
  readonly hours: OfficeHours;
  readonly now: Date;
}

/** Writes an account's past down, with the counters that go with it. */
export async function writePast(
  sql: EntityManager,
  plan: AccountPlan,
  past: AccountPast,
  other: AccountPast,
  { secrets, hours, now }: Means,
): Promise<void> {
  const { accountId, random, clients, stays } = past;
  const own = new Map(clients.map(client => [client.id, client]));
  const others = { accountId: other.accountId, clients: new Map(other.clients.map(client => [client.id, client])) };
  const shared = other.sessions.filter(({ from, to }) => own.has(from) || own.has(to));
  const sessions = [...past.sessions, ...shared];

  await insert(sql, 'client_number', numberRows(random, accountId, clients));
  await insert(sql, 'client', clientRows(random, accountId, clients, stays, secrets, now));
  await writeNamespace(sql, plan, past, new Date(now.getTime() - NAMESPACE_DAYS_AGO * DAY_MS));
  await insert(sql, 'session', sessionRows(accountId, sessions, own, others));
  await sql.query(
    `INSERT INTO session_bucket (account_id, at, sessions)
     SELECT account_id, date_bin('15 minutes', started_at, timestamptz 'epoch'), count(*) FROM session
     WHERE account_id = $1 GROUP BY 1, 2`,
    [accountId],
  );

  const since = new Date(now.getTime() - LOGGED_DAYS * DAY_MS);
  const told = { accountId, seq: FIRST_SEQ, since, stays, sessions, own: new Set(own.keys()) };
  const events = demoEvents(told);
  await insert(sql, 'event', events);
  await insert(sql, 'tally_sample', demoSamples(random, accountId, clients, sessions, hours, SAMPLED_DAYS, now));

  await sql.query('UPDATE account_tally SET seq = $2, clients = $3 WHERE account_id = $1', [
    accountId,
    FIRST_SEQ + events.length,
    clients.length,
  ]);
  await sql.query('UPDATE license SET clients_used = $2 WHERE account_id = $1', [accountId, clients.length]);
}

async function writeNamespace(
  sql: EntityManager,
  plan: AccountPlan,
  { accountId, clients }: AccountPast,
  boughtAt: Date,
): Promise<void> {
  if (plan.namespace === null) return;
  const aliases = aliasRows(accountId, clients);
  await insert(sql, 'namespace', [
    {
      name: plan.namespace,
      account_id: accountId,
      max_aliases: plan.maxAliases,
      aliases_used: aliases.length,
      bought_at: boughtAt,
    },
  ]);
  await insert(sql, 'alias', aliases);
}
