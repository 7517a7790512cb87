import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { useProcesses } from '../../../test/another-process.ts';
import { Browser } from '../../../test/browser.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { type Device, enrolled } from '../../../test/devices.ts';
import { officeCommand } from '../../../test/operator.ts';
import { useTemporaryFolder } from '../../../test/temporary-folder.ts';
import { newTenant, PASSWORD, type Tenant } from '../../../test/tenant.ts';
import { type Api, useApi } from '../../../test/use-api.ts';
import { newDb } from '../../db.ts';
import { verify } from '../verify.ts';

const SECRET = 'a secret of specs, which is 32 or more';
const CLIENTS = process.env['TEST_LONG'] === '1' ? 20_000 : 40;
/** Of some 600 bytes each: several chunks of a table. */
const EVENTS = process.env['TEST_LONG'] === '1' ? 1_000_000 : 12_000;
const RIGHTS = '{ viewer { ... on DeviceViewer { rights } } }';

interface Summary {
  readonly rows: number;
  readonly rowsOf: Record<string, number>;
  readonly filesKept?: string[];
}

describe('a backup', () => {
  const api = useApi();
  const folder = useTemporaryFolder();
  const databases: TestDatabase[] = [];
  const open: DataSource[] = [];
  let target: DataSource;
  // The processes of a portal on the restored database.
  const restored = {
    get db() {
      return target;
    },
    get secrets() {
      return api.secrets;
    },
    get now() {
      return api.now;
    },
  };
  const newProcess = useProcesses(restored as unknown as Api);

  afterEach(async () => {
    for (const db of open.splice(0)) await db.destroy();
    for (const database of databases.splice(0)) await database.drop();
  });

  const urlOf = (db: DataSource) => String((db.options as { url?: string }).url);
  const settings = (url: string, where: string, more: object = {}) => ({
    ...{ DATABASE_URL: url, DATA_DIR: folder.path(where), PORTAL_SECRET: SECRET, LOG_LEVEL: 'silent' },
    ...more,
  });
  const backUp = (more: object = {}) =>
    officeCommand(settings(urlOf(api.db), 'data', more), `backup --to ${folder.path('backup.tar.gz')} --json`);
  async function restore(more: object = {}) {
    const database = await newTestDatabase();
    databases.push(database);
    return { ...(await restoreInto(database.url, more)), url: database.url };
  }
  const restoreInto = (url: string, more: object = {}) =>
    officeCommand(settings(url, 'other', more), `restore --from ${folder.path('backup.tar.gz')} --json`);
  async function opened(url: string): Promise<DataSource> {
    const db = await newDb(url).initialize();
    open.push(db);
    return db;
  }

  /** Everything that a database has of an account, as one text for each table. */
  async function rowsOf(db: DataSource, accountId: string): Promise<Record<string, string>> {
    const tables: { name: string }[] = await db.query(
      `SELECT c.table_name::text AS name FROM information_schema.columns c
       WHERE c.table_schema = current_schema() AND c.column_name = 'account_id' ORDER BY 1`,
    );
    const all: Record<string, string> = {};
    for (const { name } of tables) {
      const [row]: { text: string | null }[] = await db.query(
        `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS text FROM ${name} t WHERE account_id = $1`,
        [accountId],
      );
      if (row?.text) all[name] = row.text;
    }
    return all;
  }

  async function filled(): Promise<{ tenant: Tenant; device: Device }> {
    const tenant = await newTenant(api);
    const device = await enrolled(api, tenant, { hostName: '\\N and ünïcode 🖥' });
    await api.db.query('UPDATE account SET street = $2 WHERE id = $1', [tenant.accountId, 'a\tb\nc\\.\r\n\\N']);
    for (let i = 1; i < CLIENTS; i++) await enrolled(api, tenant);
    return { tenant, device };
  }

  it('that is taken while others write, restored into a fresh database, is a portal that goes on', async () => {
    const { tenant, device } = await filled();
    const busy = await newTenant(api);
    let isOver = false;
    let written = 0;
    const write = async () => {
      for (; !isOver; written++) await enrolled(api, busy);
    };
    const writing = [write(), write()];
    const made = await backUp();
    isOver = true;
    await Promise.all(writing);
    expect(made.code).withContext(made.err).toBe(0);
    expect(written).toBeGreaterThan(1);
    expect((await stat(folder.path('backup.tar.gz'))).mode & 0o777).toBe(0o600);

    const { code, err, json, url } = await restore();
    expect(code).withContext(err).toBe(0);
    target = await opened(url);
    expect((json as Summary).rowsOf).toEqual((made.json as Summary).rowsOf);
    expect((json as Summary).rowsOf['client']).toBeGreaterThanOrEqual(CLIENTS);
    expect(await verify(target)).toEqual([]);
    expect(await rowsOf(target, tenant.accountId)).toEqual(await rowsOf(api.db, tenant.accountId));
    const [keys]: { count: number }[] = await target.query(
      `SELECT count(*)::int AS count FROM pg_constraint WHERE contype = 'f' AND convalidated`,
    );
    expect(
      await api.db.query(`SELECT count(*)::int AS count FROM pg_constraint WHERE contype = 'f' AND convalidated`),
    ).toEqual([keys]);

    const process = await newProcess();
    await process.portal.start();
    expect(await new Browser(process as unknown as Api).tries(tenant.owner.email, PASSWORD)).toBe('signed in');
    expect((await process.as(device, RIGHTS)).data).toEqual((await api.as(device, RIGHTS)).data);
    await process.socket(device);
    const [{ count: ahead } = { count: 0 }]: { count: number }[] = await target.query(
      'SELECT count(*)::int AS count FROM event_other',
    );
    expect(ahead).toBe(0);
    expect(await verify(target)).toEqual([]);
  });

  it('takes little memory, however many rows there are, and has them all', async () => {
    const { accountId } = await newTenant(api);
    await api.db.query(
      `INSERT INTO event (account_id, seq, at, type, actor_kind, data)
       SELECT $1, t.seq + n, $3, 'CLIENT_ONLINE', 'SYSTEM', jsonb_build_object('text', repeat(md5(n::text), 17))
       FROM account_tally t, generate_series(1, $2::int) n WHERE t.account_id = $1`,
      [accountId, EVENTS, api.now],
    );
    await api.db.query('UPDATE account_tally SET seq = seq + $2 WHERE account_id = $1', [accountId, EVENTS]);
    const before = process.memoryUsage.rss();

    expect((await backUp()).code).toBe(0);
    const { json, url } = await restore();

    const grown = process.memoryUsage.rss() - before;
    expect(grown).toBeLessThan(200 * 2 ** 20);
    expect((json as Summary).rowsOf['event']).toBeGreaterThan(EVENTS);
    expect(await verify(await opened(url))).toEqual([]);
  });

  it('has the files of the portal, and its secret where that lies among them', async () => {
    const { tenant } = await filled();
    const without = { PORTAL_SECRET: '' };
    await mkdir(folder.path('data/base/sub'), { recursive: true });
    for (const [name, text] of [
      ['secret', SECRET],
      ['base/sub/rüstdesk.exe', 'MZ'],
      ['base/empty', ''],
      ['kept.json', '{}'],
    ] as const) {
      await writeFile(folder.path(`data/${name}`), text);
    }
    for (const name of ['postgres', 'builds']) {
      await mkdir(folder.path(`data/${name}`));
      await writeFile(folder.path(`data/${name}/left-out`), '');
    }
    expect((await backUp(without)).code).toBe(0);
    expect((await restore(without)).code).toBe(0);

    const read = (name: string) => readFile(folder.path(`other/${name}`), 'utf8');
    expect(await Promise.all(['secret', 'base/sub/rüstdesk.exe', 'base/empty', 'kept.json'].map(read))).toEqual([
      ...[SECRET, 'MZ', '', '{}'],
    ]);
    expect((await stat(folder.path('other/secret'))).mode & 0o777).toBe(0o600);
    for (const name of ['postgres/left-out', 'builds/left-out']) await expectAsync(read(name)).toBeRejected();

    const again = await restore(without);
    expect([again.code, (again.json as Summary).filesKept?.length]).toEqual([0, 4]);
    expect(await rowsOf(await opened(again.url), tenant.accountId)).not.toEqual({});
  });

  const REFUSED: [what: string, code: string, settings: object, prepare: (file: string) => Promise<unknown>][] = [
    ['is cut off', 'BACKUP_DAMAGED', {}, async file => truncate(file, (await stat(file)).size - 1000)],
    ['is empty', 'BACKUP_DAMAGED', {}, file => truncate(file)],
    ['is something else', 'BACKUP_DAMAGED', {}, file => writeFile(file, 'SELECT 1;')],
    ['is of a portal with another secret', 'SECRET_DIFFERS', { PORTAL_SECRET: `not ${SECRET}` }, async () => undefined],
    ['lacks the secret that is lacking here', 'SECRET_MISSING', { PORTAL_SECRET: '' }, async () => undefined],
  ];
  for (const [what, code, more, prepare] of REFUSED) {
    it(`that ${what} is not restored`, async () => {
      await newTenant(api);
      expect((await backUp()).code).toBe(0);
      await prepare(folder.path('backup.tar.gz'));

      const refused = await restore(more);

      expect([refused.code, (refused.json as { error: { code: string } }).error.code]).toEqual([1, code]);
      expect(await (await opened(refused.url)).query('SELECT FROM account')).toEqual([]);
    });
  }

  it('with a byte that was changed is not restored, wherever that is', async () => {
    await newTenant(api);
    await backUp();
    const whole = await readFile(folder.path('backup.tar.gz'));
    for (const place of [0.1, 0.5, 0.9]) {
      const changed = Buffer.from(whole);
      const at = Math.floor(whole.length * place);
      changed.writeUInt8((changed[at] ?? 0) ^ 0x55, at);
      await writeFile(folder.path('backup.tar.gz'), changed);
      const { err } = await restore();
      expect(err).toContain('BACKUP_DAMAGED');
    }
  });

  it('is not restored over accounts, nor under a portal that runs', async () => {
    await newTenant(api);
    await backUp();
    const code = async (url: string) => ((await restoreInto(url)).json as { error: { code: string } }).error.code;
    expect(await code(urlOf(api.db))).toBe('DATABASE_NOT_EMPTY');

    const database = await newTestDatabase();
    databases.push(database);
    target = await opened(database.url);
    const { portal } = await newProcess();
    await portal.start();
    for (;;) {
      const [rings]: unknown[] = await target.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'mydesk-doorbell'`,
      );
      if (rings) break;
    }
    expect(await code(database.url)).toBe('PORTAL_RUNNING');
  });

  it('of another version is not restored', async () => {
    await newTenant(api);
    await backUp();
    const database = await newTestDatabase();
    databases.push(database);
    const db = await opened(database.url);
    await db.query('ALTER TABLE account ADD COLUMN later text');
    expect((await restoreInto(database.url)).json as object).toEqual({
      error: jasmine.objectContaining({ code: 'MIGRATIONS_DIFFER' }),
    });
  });

  it('lies elsewhere than what it holds, or in a folder that none holds', async () => {
    const backUpTo = (name: string) =>
      officeCommand(settings(urlOf(api.db), 'data'), `backup --to ${folder.path(name)} --json`);
    for (const name of ['data/one.tar.gz', 'data/base/one.tar.gz']) {
      expect((await backUpTo(name)).json as object).toEqual({
        error: jasmine.objectContaining({ code: 'FILE_IN_DATA_DIR' }),
      });
    }
    expect((await backUpTo('data/backups/one.tar.gz')).code).toBe(0);
    expect(((await backUpTo('data/backups/two.tar.gz')).json as { files: number }).files).toBe(0);
  });

  it('never replaces a file, and takes the secret of the portal', async () => {
    await writeFile(folder.path('backup.tar.gz'), 'mine');
    expect((await backUp()).json as object).toEqual({ error: jasmine.objectContaining({ code: 'FILE_EXISTS' }) });
    expect(await readFile(folder.path('backup.tar.gz'), 'utf8')).toBe('mine');
  });
});
