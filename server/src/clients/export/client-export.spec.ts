import { request } from 'node:http';
import { make } from '../../../test/make.ts';
import { newTenant, type Person, type Tenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { until } from '../../../test/live-node.ts';
import { UserRole } from '../../account/user.entity.ts';
import { type Client, Presence } from '../client.entity.ts';

const EXPORT = `mutation ($filter: ClientFilter, $orderBy: ClientOrder, $first: Int, $after: String, $options: CsvOptions) {
  exportClients(filter: $filter, orderBy: $orderBy, first: $first, after: $after, options: $options) { url expiresAt } }`;
const PREFER = 'mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { language } }';
const EXPORTED = '{ events(last: 9, filter: { types: [CSV_EXPORTED] }) { nodes { data actor { kind id } } } }';
const SIGN_OUT = 'mutation { signOut }';

interface Exported {
  readonly exportClients: { readonly url: string; readonly expiresAt: string };
}

describe('an export of clients', () => {
  const api = useApi();

  const add = ({ accountId }: Tenant, client: Partial<Client>) => make(api.db).client({ accountId, ...client });
  const ask = (person: Person, variables: object = {}): Promise<Answer<Exported>> =>
    api.as<Exported>(person, EXPORT, { ...variables });
  async function urlOf(person: Person, variables: object = {}): Promise<string> {
    const { data, errors } = await ask(person, variables);
    if (!data) throw new Error(JSON.stringify(errors));
    return data.exportClients.url;
  }
  /** The cells of one column of the file, without its title. */
  async function column(title: string, url: string): Promise<string[]> {
    const lines = (await api.get(url)).body
      .slice(1)
      .trimEnd()
      .split('\r\n')
      .map(line => line.split(','));
    const place = lines[0]?.indexOf(`"${title}"`) ?? -1;
    return lines.slice(1).map(cells => cells[place] ?? '');
  }
  const eventsOf = async ({ owner }: Tenant): Promise<{ data: Record<string, unknown>; actor: object }[]> =>
    (await api.as<{ events: { nodes: { data: Record<string, unknown>; actor: object }[] } }>(owner, EXPORTED)).data
      ?.events.nodes ?? [];
  const refusal = async (url: string): Promise<unknown[]> => {
    const { status, body } = await api.get(url);
    const { errors } = JSON.parse(body) as { errors: [{ extensions: { code: string; details?: unknown } }] };
    return [status, errors[0].extensions.code, errors[0].extensions.details];
  };

  it('is a file with every fact of the list, as the person prefers dates', async () => {
    const tenant = await newTenant(api);
    const noon = new Date('2026-06-01T10:00:00Z');
    await add(tenant, {
      id: '100000001',
      alias: 'Desk@ad',
      presence: Presence.ONLINE,
      onlineSince: noon,
      lastSeenAt: noon,
      version: '=1+1',
      hostName: 'büro "1"',
      comment: 'a, b',
    });
    const input = { timeZone: 'Europe/Berlin', csvDateFormat: 'DAY_MONTH_YEAR_DOTS' };
    await api.as(tenant.owner, PREFER, { input });

    const { status, headers, body } = await api.get(await urlOf(tenant.owner));

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(headers['content-disposition']).toContain('attachment; filename="clients-2026-06-01.csv"');
    expect(body).toBe(
      '\ufeff"ID","Alias","Online","Online since","Online seconds","Version","Platform","Host name","Last seen","Registered","Comment"\r\n' +
        `"100000001","Desk@ad","yes","01.06.2026 12:00:00",7200,"'=1+1","LINUX","büro ""1""","01.06.2026 12:00:00","01.01.2026 01:00:00","a, b"\r\n`,
    );
  });

  it('has all of what is filtered, in its order and beyond a page, or the page alone', async () => {
    const [tenant, other] = [await newTenant(api), await newTenant(api)];
    await api.db.query(
      `INSERT INTO client (account_id, id, hardware_id, platform, connection_type, enrolled_at)
       SELECT $1, (200000000 + n)::text, n::text, CASE WHEN n % 2 = 0 THEN 'LINUX' ELSE 'MACOS' END, 'BOTH', now()
       FROM generate_series(1, 5001) n`,
      [tenant.accountId],
    );
    await add(other, {});
    const linux = { filter: { platform: ['LINUX'] }, orderBy: { field: 'ID', direction: 'DESC' }, first: 3 };

    const all = await column('ID', await urlOf(tenant.owner, linux));
    const page = await column('ID', await urlOf(tenant.owner, { ...linux, options: { scope: 'PAGE' } }));

    expect(all.length).toBe(2500);
    expect(new Set(all).size).toBe(2500);
    expect(all).toEqual([...all].sort().reverse());
    expect(page).toEqual(['"200005000"', '"200004998"', '"200004996"']);
    await api.as(tenant.owner, PREFER, { input: { csvScope: 'PAGE' } });
    expect((await column('ID', await urlOf(tenant.owner, linux))).length).toBe(3);
  });

  it('is fetched once, by the one who asked, within five minutes, and a look by HEAD spends nothing', async () => {
    const tenant = await newTenant(api);
    const url = await urlOf(tenant.owner);
    const head = await api.portal.door.server.inject({ method: 'HEAD', url, headers: { host: 'localhost:4000' } });

    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect((await api.get(url)).status).toBe(200);
    expect(await refusal(url)).toEqual([409, 'CONFLICT', { reason: 'SPENT' }]);

    const late = await urlOf(tenant.owner);
    api.now = new Date(api.now.getTime() + 300_000);
    expect(await refusal(late)).toEqual([401, 'UNAUTHENTICATED', undefined]);
  });

  it('is nothing any more for whoever has signed out, or may not see clients any more', async () => {
    const tenant = await newTenant(api);
    const [leaver, accountant] = [await tenant.person(UserRole.ADMIN), await tenant.person(UserRole.ADMIN)];
    const [left, forbidden] = [await urlOf(leaver), await urlOf(accountant)];

    await api.as(leaver, SIGN_OUT);
    await api.db.query(`UPDATE portal_user SET role = 'ACCOUNTANT' WHERE account_id = $1 AND id = $2`, [
      tenant.accountId,
      accountant.userId,
    ]);

    expect((await api.get(left)).status).toBe(401);
    expect((await refusal(forbidden)).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
  });

  it('is in the log, with who, what and how much', async () => {
    const tenant = await newTenant(api);
    await add(tenant, {});

    await api.get(await urlOf(tenant.owner, { filter: { presence: ['OFFLINE'] } }));

    const [event, ...others] = await eventsOf(tenant);
    expect(others).toEqual([]);
    expect(event?.actor).toEqual({ kind: 'USER', id: tenant.owner.userId });
    expect(event?.data).toEqual({
      kind: 'clients',
      scope: 'EVERYTHING',
      list: { filter: { presence: ['OFFLINE'] }, order: null, page: {} },
      rows: 1,
      isComplete: true,
    });
  });

  describe('that goes on', () => {
    /** Begins to fetch, and reads nothing beyond the first piece. */
    async function begin(url: string): Promise<{ leave: () => void; isCompleteAtEnd: () => Promise<boolean> }> {
      const { port } = new URL(await api.listen());
      return new Promise((resolve, reject) => {
        const asked = request({ port, path: url, headers: { host: 'localhost:4000' } }, answer => {
          const ended = new Promise<boolean>(end => answer.once('close', () => end(answer.complete)));
          answer.on('error', () => undefined);
          answer.once('data', () => {
            answer.pause();
            const isCompleteAtEnd = () => {
              answer.resume();
              return ended;
            };
            resolve({ leave: () => asked.destroy(), isCompleteAtEnd });
          });
        });
        asked.on('error', reject).end();
      });
    }
    /** More than fits into what waits to be read. */
    const COUNT = 15_000;
    let tenant: Tenant;
    let before: number;
    const ended = (): Promise<void> => until(async () => (await eventsOf(tenant)).length > before);

    beforeAll(async () => {
      tenant = await newTenant(api);
      await api.db.query(
        `INSERT INTO client (account_id, id, hardware_id, platform, connection_type, enrolled_at, comment)
         SELECT $1, (200000000 + n)::text, n::text, 'LINUX', 'BOTH', now(), repeat('x', 1000) FROM generate_series(1, $2::int) n`,
        [tenant.accountId, COUNT],
      );
    });
    beforeEach(async () => {
      before = (await eventsOf(tenant)).length;
    });

    it('is the only one of its account, and not of others', async () => {
      const other = await newTenant(api);
      const second = await urlOf(tenant.owner);
      const running = await begin(await urlOf(tenant.owner));

      const details = { retryAfterSeconds: 10, reason: 'EXPORT_RUNNING' };
      expect((await ask(tenant.owner)).errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', details });
      expect(await refusal(second)).toEqual([429, 'RATE_LIMITED', details]);
      expect((await api.get(await urlOf(other.owner))).status).toBe(200);

      running.leave();
      await ended();
      expect((await api.get(second)).status).toBe(200);
    });

    it('frees the account when its reader leaves, and the log says that it is in part', async () => {
      (await begin(await urlOf(tenant.owner))).leave();

      await ended();
      const event = (await eventsOf(tenant)).at(-1);
      expect(event?.data['isComplete']).toBeFalse();
      expect(event?.data['rows']).toBeLessThan(COUNT);
      expect((await ask(tenant.owner)).errors).toBeUndefined();
    });

    it('is cut off when who asked for it signs out', async () => {
      const leaver = await tenant.person(UserRole.ADMIN);
      const running = await begin(await urlOf(leaver));

      await api.as(leaver, SIGN_OUT);

      expect(await running.isCompleteAtEnd()).toBeFalse();
      await ended();
    });

    it('ends with its process, half a minute after that was heard of', async () => {
      const office = await newTenant(api);
      const { exports } = api.portal.services;
      const url = await urlOf(office.owner);
      const [row]: { id: string }[] = await api.db.query('SELECT id FROM csv_export WHERE account_id = $1', [
        office.accountId,
      ]);
      await exports.begin(office.accountId, row?.id ?? '');
      expect((await ask(office.owner)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED');

      api.now = new Date(api.now.getTime() + 30_000);
      expect((await ask(office.owner)).errors).toBeUndefined();
      expect((await eventsOf(office))[0]?.data).toEqual(jasmine.objectContaining({ rows: 0, isComplete: false }));
      expect((await refusal(url)).slice(0, 2)).toEqual([409, 'CONFLICT']);
    });
  });

  const refused: [what: string, variables: object][] = [
    ['a zone that is none', { options: { timeZone: 'Mars/Phobos' } }],
    ['a date format that is none', { options: { dateFormat: 'YY' } }],
    ['a cursor that is none', { after: 'x' }],
    ['a page of 101', { first: 101 }],
    ['a filter that is none', { filter: { ids: ["1'"] } }],
  ];
  for (const [what, variables] of refused) {
    it(`refuses ${what}`, async () => {
      const { owner } = await newTenant(api);
      expect((await ask(owner, variables)).errors?.map(({ extensions }) => extensions.code)).toEqual([
        'BAD_USER_INPUT',
      ]);
    });
  }

  it('is for those who may see clients', async () => {
    const tenant = await newTenant(api);
    expect(await api.refusals(await tenant.person(UserRole.ACCOUNTANT), EXPORT)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(await add(tenant, {}), EXPORT)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, EXPORT)).toEqual(['UNAUTHENTICATED']);
  });
});
