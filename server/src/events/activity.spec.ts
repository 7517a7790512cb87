import { begun } from '../../test/begun.ts';
import { Browser } from '../../test/browser.ts';
import { enrolled } from '../../test/devices.ts';
import { granted } from '../../test/session-desk.ts';
import { newTenant, PASSWORD, type Tenant } from '../../test/tenant.ts';
import { newToken } from '../../test/tokens.ts';
import { useApi } from '../../test/use-api.ts';
import { UserRole } from '../account/user.entity.ts';
import { EventLog } from './event-log.ts';

const TEMPLATE = 'mutation ($template: String) { setConnectTemplate(template: $template) }';
const EVENTS = `query ($first: Int, $after: String, $last: Int, $filter: EventFilter) {
  events(first: $first, after: $after, last: $last, filter: $filter) {
    nodes { type actor { kind name ip } data } pageInfo { endCursor hasNextPage } totalCount { value } } }`;
const EXPORT = `mutation ($filter: EventFilter, $options: CsvOptions, $first: Int) {
  exportEvents(filter: $filter, options: $options, first: $first) { url } }`;
const TITLES = '"Time","Event","Actor kind","Actor name","Actor ID","Address","Client","Session ID","Data"';

interface Shown {
  readonly events: {
    readonly nodes: { type: string; actor: { kind: string; name: string | null; ip: string | null }; data: object }[];
    readonly pageInfo: { endCursor: string; hasNextPage: boolean };
    readonly totalCount: { value: number };
  };
}

describe('what people did', () => {
  const api = useApi({ isStarted: true });
  let tenant: Tenant;

  beforeEach(async () => {
    tenant = await newTenant(api);
  });

  const from = (ip: string): Browser => new Browser(api, ip).setCookie('sid', tenant.owner.secret);
  const setLink = (browser: Browser, n: number) =>
    browser.ask(TEMPLATE, { template: `https://example.com/${String(n)}/{id}` });
  const page = async (asker: Parameters<typeof api.as>[0], filter: object = {}, rest: object = {}) =>
    granted(await api.as<Shown>(asker, EVENTS, { filter, ...rest })).events;
  const typesOf = ({ nodes }: Shown['events']): string[] => nodes.map(({ type }) => type);
  const minutes = (count: number): Date => new Date(Date.parse('2026-06-01T12:00:00Z') + count * 60_000);
  /** Changes the link in each of these minutes. */
  async function changeLinks(count: number): Promise<void> {
    for (let minute = 1; minute <= count; minute++) {
      api.now = minutes(minute);
      await setLink(from('203.0.113.1'), minute);
    }
  }

  it('says from where, for each request of one sign-in by itself', async () => {
    const addresses = ['203.0.113.1', '203.0.113.2', '2001:db8::1', '203.0.113.4'];
    // From now on the requests share what is known of the sign-in.
    await page(tenant.owner);
    await Promise.all(addresses.map((ip, n) => setLink(from(ip), n)));

    const { nodes } = await page(tenant.owner, { types: ['CONNECT_LINK_CHANGED'] });

    const told = nodes.map(({ actor: { ip }, data }) => [ip, (data as { template: string }).template.split('/')[3]]);
    expect(told).toEqual(jasmine.arrayWithExactContents(addresses.map((ip, n) => [ip, String(n)])));
  });

  it('says from where over a WebSocket, of a tool, and at a sign-in', async () => {
    const { owner } = tenant;
    const tool = await newToken(api, owner, { scopes: ['CLIENTS_READ', 'CLIENTS_WRITE'] });
    for (const [asker, n] of [
      [owner, 1],
      [tool, 2],
    ] as const) {
      const socket = await api.socket(asker);
      socket.subscribe('1', TEMPLATE, { template: `https://example.com/${String(n)}/{id}` });
      await socket.next();
    }
    await new Browser(api, '203.0.113.9').signIn(owner.email, PASSWORD);

    const { nodes } = await page(owner, { types: ['CONNECT_LINK_CHANGED', 'USER_SIGNED_IN'] });

    expect(nodes.map(({ actor: { kind, ip } }) => [kind, ip])).toEqual([
      ['USER', '192.0.2.1'],
      ['USER', '127.0.0.1'],
      ['TOKEN', '127.0.0.1'],
      ['USER', '203.0.113.9'],
    ]);
  });

  it('shows addresses to nobody who manages no people, and none of devices', async () => {
    await setLink(from('203.0.113.1'), 1);
    await enrolled(api, tenant);
    const filter = { types: ['CONNECT_LINK_CHANGED', 'CLIENT_ENROLLED'] };
    const addresses = async (asker: Parameters<typeof api.as>[0]) =>
      (await page(asker, filter)).nodes.map(({ actor: { ip } }) => ip);

    expect(await addresses(tenant.owner)).toEqual(['203.0.113.1', null]);
    expect(await addresses(await tenant.person(UserRole.VIEWER))).toEqual([null, null]);
  });

  it('is found by who did it', async () => {
    const admin = await tenant.person(UserRole.ADMIN);
    await setLink(from('203.0.113.1'), 1);
    await api.as(admin, TEMPLATE, { template: 'https://example.com/2/{id}' });
    const { clientId } = await enrolled(api, tenant);

    const people = await page(tenant.owner, { actorKinds: ['USER', 'TOKEN', 'OPERATOR'] });
    const admins = await page(tenant.owner, { actorIds: [admin.userId] });
    const devices = await page(tenant.owner, { actorIds: [clientId] });
    const nobody = await page(tenant.owner, { actorKinds: [] });

    expect(typesOf(people)).not.toContain('CLIENT_ENROLLED');
    expect(people.totalCount.value).toBe(people.nodes.length);
    expect(typesOf(admins)).toEqual(['USER_SIGNED_IN', 'CONNECT_LINK_CHANGED']);
    expect(new Set(typesOf(devices))).toEqual(new Set(['CLIENT_ENROLLED']));
    expect(nobody.nodes).toEqual([]);
    expect(await api.refusals(tenant.owner, EVENTS, { filter: { actorIds: ["'"] } })).toEqual(['BAD_USER_INPUT']);
  });

  it('is found by when it was done, in pages, and no more of the log is read than that', async () => {
    await changeLinks(9);
    const filter = { types: ['CONNECT_LINK_CHANGED'], from: minutes(3), to: minutes(7) };
    const stretch = spyOn(EventLog.prototype, 'stretch').and.callThrough();

    const first = await page(tenant.owner, filter, { first: 3 });
    const second = await page(tenant.owner, filter, { first: 3, after: first.pageInfo.endCursor });
    const read = stretch.calls.first().args[1];

    const told = [first, second].map(({ nodes }) =>
      nodes.map(({ data }) => (data as { template: string }).template.split('/')[3]),
    );
    expect(told).toEqual([['3', '4', '5'], ['6']]);
    expect([first, second].map(({ totalCount }) => totalCount.value)).toEqual([4, 4]);
    expect(read.upTo - read.after).toBe(4n);
    for (const empty of [{ from: minutes(10) }, { to: minutes(-1) }, { from: minutes(7), to: minutes(3) }]) {
      expect((await page(tenant.owner, empty)).totalCount.value).toBe(0);
    }
  });

  it('is followed live by the same filter', async () => {
    const admin = await tenant.person(UserRole.ADMIN);
    const socket = await api.socket(tenant.owner);
    const source = 'subscription ($filter: EventFilter) { events(filter: $filter) { actor { ip } at } }';
    const admins = { actorIds: [admin.userId], actorKinds: ['USER'] };
    const filters = { until: { ...admins, to: minutes(1) }, since: { ...admins, from: minutes(1), to: minutes(9) } };
    for (const [id, filter] of Object.entries(filters)) {
      await begun(() => {
        socket.subscribe(id, source, { filter });
      });
    }
    const adminSets = (template: string | null) =>
      new Browser(api, '203.0.113.2').setCookie('sid', admin.secret).ask(TEMPLATE, { template });
    await setLink(from('203.0.113.1'), 1);
    await adminSets(null);
    api.now = minutes(1);
    await adminSets('https://example.com/2/{id}');
    const told = [await socket.next(), await socket.next()];
    api.now = minutes(2);
    await adminSets(null);
    told.push(await socket.next());

    const event = (minute: number) => ({ actor: { ip: '203.0.113.2' }, at: minutes(minute).toISOString() });
    expect(told.map(({ id, payload }) => [id, payload])).toEqual([
      ['until', { data: { events: [event(0)] } }],
      ['since', { data: { events: [event(1)] } }],
      ['since', { data: { events: [event(2)] } }],
    ]);
  });

  it('is a CSV file, with what whoever fetches it may see', async () => {
    await changeLinks(2);
    const viewer = await tenant.person(UserRole.VIEWER);
    const filter = { types: ['CONNECT_LINK_CHANGED'] };
    async function linesOf(asker: Parameters<typeof api.as>[0], variables: object): Promise<string[]> {
      const asked = await api.as<{ exportEvents: { url: string } }>(asker, EXPORT, { ...variables });
      const file = await api.get(granted(asked).exportEvents.url);
      const [titles, ...lines] = file.body.slice(1).trimEnd().split('\r\n');
      expect(titles).toBe(TITLES);
      return lines;
    }
    const line = (minute: number, ip: string): string =>
      `"2026-06-01T12:0${String(minute)}:00+00:00","CONNECT_LINK_CHANGED","USER","Ada","${tenant.owner.userId}",${ip},,,` +
      `"{""template"":""https://example.com/${String(minute)}/{id}""}"`;

    expect(await linesOf(tenant.owner, { filter })).toEqual([line(1, '"203.0.113.1"'), line(2, '"203.0.113.1"')]);
    expect(await linesOf(viewer, { filter })).toEqual([line(1, ''), line(2, '')]);
    expect(await linesOf(tenant.owner, { filter: { ...filter, from: minutes(2) } })).toEqual([
      line(2, '"203.0.113.1"'),
    ]);
    expect(await linesOf(tenant.owner, { filter, first: 1, options: { scope: 'PAGE' } })).toEqual([
      line(1, '"203.0.113.1"'),
    ]);
    expect(await linesOf(viewer, { filter: { types: ['USER_INVITED'] } })).toEqual([]);
    expect(await api.refusals(await enrolled(api, tenant), EXPORT)).toEqual(['FORBIDDEN']);
  });
});
