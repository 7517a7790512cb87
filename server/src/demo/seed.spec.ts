import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { readConfig } from '../core/settings/config.ts';
import { Secrets } from '../core/secrets/secrets.ts';
import { newDb } from '../db.ts';
import { readKey } from '../license/key/license-key.ts';
import { verify } from '../operator/verify.ts';
import { CASCADE } from './demo-accounts.ts';
import { pastOf } from './demo-past.ts';
import { DEMO_SELLER } from './demo-seller.ts';
import { OfficeHours } from './office-hours.ts';
import { seedDemo } from './seed.ts';

const SECRET = 'a secret of the specs, long enough';

describe('the demo', () => {
  const now = new Date('2026-11-20T13:30:00Z');
  const { billing } = readConfig(DEMO_SELLER);
  let database: TestDatabase;
  let db: DataSource;

  beforeAll(async () => {
    database = await newTestDatabase();
    db = await newDb(database.url).initialize();
    await seedDemo({ db, secrets: new Secrets(SECRET), billing, now, timeZone: 'Europe/Berlin' });
  });

  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  async function one<T>(text: string, values: unknown[] = []): Promise<T> {
    const rows: T[] = await db.query(text, values);
    return rows[0] as T;
  }

  it('has counters that are what can be counted', async () => {
    expect(await verify(db)).toEqual([]);
  });

  it('has tickets in every state', async () => {
    const tickets: { state: string }[] = await db.query('SELECT state FROM support_ticket ORDER BY changed_at');
    expect(tickets).toEqual([{ state: 'CLOSED' }, { state: 'ANSWERED' }, { state: 'OPEN' }]);
    expect(await db.query('SELECT FROM mail')).toEqual([]);
  });

  it('is full', async () => {
    const counts = await one(
      `SELECT (SELECT count(*)::int FROM client WHERE account_id = a.id) AS clients,
         (SELECT count(*)::int FROM session WHERE account_id = a.id) AS sessions,
         (SELECT count(*)::int FROM tally_sample WHERE account_id = a.id) AS samples,
         (SELECT aliases_used FROM namespace WHERE account_id = a.id) AS aliases,
         (SELECT array_agg(DISTINCT end_reason ORDER BY end_reason) FROM session WHERE account_id = a.id) AS reasons
       FROM account a WHERE a.name = 'Northwind Support'`,
    );
    expect(counts).toEqual({
      clients: 300,
      sessions: 20_000,
      samples: 8_641,
      aliases: 120,
      reasons: ['CLOSED_BY_PEER', 'CLOSED_BY_PORTAL', 'DEVICE_LOST', 'MAX_LENGTH', 'SUPERSEDED'],
    });
  });

  it('has a log that is in the order of time, without an event of the future', async () => {
    const disorder = await one<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT at, lag(at) OVER (PARTITION BY account_id ORDER BY seq) AS before FROM event) e
       WHERE at < before OR at > $1`,
      [now],
    );
    expect(disorder.count).toBe(0);
  });

  it('has sessions that begin after their ends have enrolled, and are over', async () => {
    const impossible = await one<{ count: number }>(
      `SELECT count(*)::int AS count FROM session s LEFT JOIN client c ON c.account_id = s.account_id
         AND (c.id = s.from_client_id OR c.id = s.to_client_id)
       WHERE s.ended_at < s.started_at OR s.ended_at > $1 OR s.requested_at > s.started_at OR c.enrolled_at > s.started_at`,
      [now],
    );
    expect(impossible.count).toBe(0);
  });

  it('keeps office hours: a Tuesday at ten is busier than its night and its Sunday', async () => {
    const busy = await one<Record<'tuesday' | 'night' | 'sunday', number>>(
      `SELECT count(*) FILTER (WHERE day = 2 AND hour = 10)::int AS tuesday,
         count(*) FILTER (WHERE day = 2 AND hour = 3)::int AS night, count(*) FILTER (WHERE day = 0 AND hour = 10)::int AS sunday
       FROM (SELECT extract(isodow FROM local)::int % 7 AS day, extract(hour FROM local)::int AS hour
             FROM (SELECT started_at AT TIME ZONE 'Europe/Berlin' AS local FROM session) l) s`,
    );
    expect(busy.tuesday).toBeGreaterThan(10 * busy.night);
    expect(busy.tuesday).toBeGreaterThan(4 * busy.sunday);
  });

  it('shows a session between its two accounts in both', async () => {
    const shared = await one<{ pairs: number; alone: number }>(
      `SELECT count(o.id)::int AS pairs, count(*) FILTER (WHERE o.id IS NULL)::int AS alone
       FROM session s LEFT JOIN session o ON o.account_id = s.other_account_id AND o.id = s.id
         AND o.other_account_id = s.account_id AND o.from_own <> s.from_own
       WHERE s.other_account_id IS NOT NULL`,
    );
    expect(shared.pairs).toBeGreaterThan(50);
    expect(shared.alone).toBe(0);
  });

  it('has invoices in every state, numbered in the order of their days', async () => {
    const rows: { number: string; state: string; kind: string }[] = await db.query(
      'SELECT number, state, kind FROM invoice ORDER BY issued_at, number',
    );
    expect(rows.map(({ number }) => number)).toEqual(rows.map(({ number }) => number).sort());
    expect(new Set(rows.map(({ state, kind }) => `${kind} ${state}`))).toEqual(
      new Set(['INVOICE PAID', 'INVOICE OPEN', 'INVOICE CANCELLED', 'CANCELLATION PAID']),
    );
    expect(await one('SELECT count(*)::int AS left FROM invoice WHERE mailed_at IS NULL')).toEqual({ left: 0 });
  });

  it('stays as it is when the portal starts again', async () => {
    const before = await one('SELECT count(*) FROM session');

    const again = await seedDemo({
      db,
      secrets: new Secrets(SECRET),
      billing,
      now: new Date(),
      timeZone: 'Europe/Berlin',
    });

    expect(await one('SELECT count(*) FROM session')).toEqual(before);
    expect(readKey(again.licenseKey)).not.toBeNull();
  });

  it('is the same each time, seen from the same moment', () => {
    const [begunAt, hours] = [new Date('2024-11-20T13:30:00Z'), new OfficeHours('Europe/Berlin')];
    const [past, again] = [1, 1].map(seed => pastOf(CASCADE, { seed, begunAt, now, hours, neighbors: [] }));
    expect(past?.sessions).toEqual(again?.sessions ?? []);
    expect(past?.stays).toEqual(again?.stays ?? []);
  });
});
