import { randomUUID } from 'node:crypto';
import { namesBy } from '../src/clients/alias/alias-pattern.ts';
import { readAlias } from '../src/clients/alias/alias-name.ts';
import { type Device, clientOf, enroll, enrolled } from './devices.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { granted, refused, sessionDesk } from './session-desk.ts';
import { newTenant, type Tenant } from './tenant.ts';
import { useApi } from './use-api.ts';

const REPORT = 'mutation ($input: ReportPresenceInput!) { reportPresence(input: $input) { id } }';
const SET_ALIAS = 'mutation ($id: ID!, $alias: String!) { setClientAlias(id: $id, alias: $alias) { id } }';
const SEARCH = 'query ($search: String) { clients(filter: { search: $search }, first: 50) { nodes { hostName } } }';
const EVENTS = 'query ($type: EventType!) { events(last: 9, filter: { types: [$type] }) { nodes { data } } }';
const OUT = { toClientId: '987654321' };

const KEPT = HOSTILE_TEXTS.filter(({ cell }) => cell !== null);
const REFUSED = HOSTILE_TEXTS.filter(({ cell }) => cell === null);

describe('a hostile text of a device', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  const machine = (device: Device, { accountId }: Tenant) => ({ ...device, accountId });

  async function eventsOf({ owner }: Tenant, type: string): Promise<{ data: Record<string, unknown> }[]> {
    const answer = await api.as<{ events: { nodes: { data: Record<string, unknown> }[] } }>(owner, EVENTS, { type });
    return granted(answer).events.nodes;
  }

  /** The cells of a CSV file under a title, as a program reads them. */
  async function column(title: string, tenant: Tenant, what: 'exportClients' | 'exportSessions'): Promise<string[]> {
    const answer = await api.as<Record<string, { url: string }>>(tenant.owner, `mutation { ${what} { url } }`);
    const { body } = await api.get(granted(answer)[what]?.url ?? '');
    const [titles = [], ...rows] = body.slice(1).trimEnd().split('\r\n').map(cellsOf);
    return rows.map(cells => cells[titles.indexOf(title)] ?? '');
  }

  it('is kept letter by letter, and shown as the text that it is', async () => {
    const tenant = await newTenant(api);
    for (const { what, text } of KEPT) {
      const device = await enrolled(api, tenant, { hostName: text, version: text });
      const session = await desk.started(machine(device, tenant), OUT);
      await desk.end(machine(device, tenant), { comment: text });

      const client = await clientOf(api, tenant, device.clientId);
      expect([client?.hostName, client?.version]).withContext(what).toEqual([text, text]);
      expect((await desk.session(tenant, session.id))?.comment)
        .withContext(what)
        .toBe(text);
      const { clients } = granted(
        await api.as<{ clients: { nodes: { hostName: string }[] } }>(tenant.owner, SEARCH, { search: text }),
      );
      expect(clients.nodes.map(({ hostName }) => hostName))
        .withContext(what)
        .toContain(text);
    }
  });

  it('is defused in a CSV file, where it fills one cell', async () => {
    const tenant = await newTenant(api);
    for (const { text } of KEPT) {
      const device = machine(await enrolled(api, tenant, { hostName: text, version: text }), tenant);
      await desk.started(device, OUT);
      await desk.end(device, { comment: text });
    }

    const cells = KEPT.map(({ cell }) => cell ?? '').sort();
    expect((await column('Host name', tenant, 'exportClients')).sort()).toEqual(cells);
    expect((await column('Version', tenant, 'exportClients')).sort()).toEqual(cells);
    expect((await column('Comment', tenant, 'exportSessions')).sort()).toEqual(cells);
  });

  it('is text in an event that tells of it', async () => {
    const told = await Promise.all(
      KEPT.map(async ({ text }) => {
        const tenant = await newTenant(api);
        const hardwareId = randomUUID();
        await api.as(await enrolled(api, tenant, { hardwareId }), REPORT, { input: {} });
        await enroll(api, tenant, { hardwareId, hostName: text, version: text });
        return eventsOf(tenant, 'CLIENT_CLONE_SUSPECTED');
      }),
    );

    const said = told.map(events => events.map(({ data }) => [data['hostName'], data['version']]));
    expect(said).toEqual(KEPT.map(({ text }) => [[text, text]]));
  });

  it('that cannot be shown in one line is refused wherever it is sent, and nothing is changed', async () => {
    const tenant = await newTenant(api);
    const device = machine(await enrolled(api, tenant, { hostName: 'desk', version: '1' }), tenant);
    for (const { what, text } of REFUSED) {
      const answers = [
        await enroll(api, tenant, { hostName: text }),
        await enroll(api, tenant, { version: text }),
        await api.as(device, REPORT, { input: { version: text } }),
        await desk.start(device, { ...OUT, comment: text }),
      ];

      expect(answers.map(answer => refused(answer).codes))
        .withContext(what)
        .toEqual(answers.map(() => ['BAD_USER_INPUT']));
      await expectAsync(api.socket(null, { authorization: `Client ${device.clientId}:${device.token}`, version: text }))
        .withContext(what)
        .toBeRejected();
    }
    await desk.started(device, OUT);
    for (const { what, text } of REFUSED) {
      expect(refused(await desk.end(device, { comment: text })).codes)
        .withContext(what)
        .toEqual(['BAD_USER_INPUT']);
    }

    const { hostName, version, presence } = (await clientOf(api, tenant, device.clientId)) ?? {};
    expect([hostName, version, presence]).toEqual(['desk', '1', 'OFFLINE']);
    expect((await eventsOf(tenant, 'SESSION_STARTED')).length).toBe(1);
    expect(await desk.differences()).toEqual([]);
  });

  it('is no alias: neither one that a person gives, nor one to dial, nor part of one that a pattern makes', async () => {
    const tenant = await newTenant(api);
    const device = machine(await enrolled(api, tenant), tenant);
    for (const { what, text } of HOSTILE_TEXTS.filter(({ text }) => readsAsNone(text))) {
      const given = await api.as(tenant.owner, SET_ALIAS, { id: device.clientId, alias: `${text}@ad` });
      const dialed = await desk.start(device, { toClientId: `${text}@ad` });
      const made = namesBy('{host}', { id: device.clientId, hostName: text }).map(name => readAlias(`${name}@ad`));

      expect([given, dialed].map(answer => refused(answer).codes))
        .withContext(what)
        .toEqual([['BAD_USER_INPUT'], [mayBeDialed(text) ? 'NOT_FOUND' : 'BAD_USER_INPUT']]);
      for (const name of made) {
        if ('name' in name)
          expect(name.name)
            .withContext(what)
            .toMatch(/^[0-9A-Za-z._-]+$/);
      }
    }
  });
});

/** A reserved name has the shape of one. */
const mayBeDialed = (text: string): boolean => /^[a-z]+$/.test(text);
const readsAsNone = (text: string): boolean => 'reason' in readAlias(`${text}@ad`);

/** The cells of a line, where quotes are doubled within quotes. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare = '']) =>
    quoted === undefined ? bare : quoted.replaceAll('""', '"'),
  );
