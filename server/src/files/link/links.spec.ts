import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { useAgentBundle } from '../../../test/agent-bundle.ts';
import { useProcesses } from '../../../test/another-process.ts';
import { enroll, enrolled } from '../../../test/devices.ts';
import { filesDesk, payloadOf, untar } from '../../../test/files-desk.ts';
import { refused } from '../../../test/session-desk.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { newId } from '../../core/ids.ts';
import { Product } from '../../license/product.ts';

describe('a public link', () => {
  const api = useApi();
  useAgentBundle();
  const desk = filesDesk(api);
  const anotherProcess = useProcesses(api);
  const pathOf = ({ url }: { url: string }) => new URL(url).pathname;

  async function ready(input: object = {}) {
    const tenant = await newTenant(api);
    const client = await desk.created(tenant);
    const link = await desk.linked(tenant, { customClientId: client.id, ...input });
    await desk.build();
    return { tenant, client, link, path: pathOf(link) };
  }

  /** The enrollment key in what is downloaded. */
  async function keyIn(path: string): Promise<string> {
    const { bytes } = await desk.fetch(path);
    const [, config] = [...untar(bytes)].find(([name]) => name.endsWith('mydesk-config.jws')) ?? [];
    return String(payloadOf(config?.content.toString() ?? '')['enrollmentKey']);
  }

  it('opens for anybody, by 128 random bits, with the right type and name', async () => {
    const { client, link, path } = await ready();

    const { status, headers, bytes } = await desk.fetch(path);

    expect(link.url).toMatch(/^http:\/\/localhost:4000\/get\/[\w-]{22}$/);
    expect([status, headers['content-type']]).toEqual([200, 'application/gzip']);
    expect(headers['content-disposition']).toContain(`mydesk-${client.prefix}-linux.tar.gz`);
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(bytes.length).toBeGreaterThan(10_000);
    expect((await desk.fetch(path, { method: 'HEAD' })).status).toBe(200);
    expect((await desk.fetch(path, { headers: { range: 'bytes=0-9' } })).status).toBe(206);
  });

  it('is found by nobody who does not know it, and who guesses is made to wait', async () => {
    const { path } = await ready();
    const wrong = path.replace(/.$/, last => (last === 'A' ? 'B' : 'A'));
    const ip = '203.0.113.50';

    const statuses: number[] = [];
    for (let i = 0; i < 125; i++) statuses.push((await desk.fetch(wrong, { ip })).status);

    expect(statuses.slice(0, 120).every(status => status === 404)).toBeTrue();
    expect(statuses.slice(121)).toEqual([429, 429, 429, 429]);
    expect((await desk.fetch(path)).status).toBe(200);
  });

  it('is kept as a hash and encrypted, and stands in no log line', async () => {
    const { path } = await ready();
    await desk.fetch(path);
    const slug = path.slice('/get/'.length);

    const rows: unknown = await api.db.query('SELECT l.*, s.hash FROM download_link l, download_slug s');
    expect(JSON.stringify(rows)).not.toContain(slug);
    expect(api.lines.some(line => line.includes('answered'))).toBeTrue();
    expect(api.lines.join()).not.toContain(slug);
    const events: unknown = await api.db.query('SELECT data FROM event');
    expect(JSON.stringify(events)).not.toContain(slug);
  });

  it('opens nothing from its end on, to the millisecond, and enrolls nothing', async () => {
    const { tenant, link, client, path } = await ready({
      expiresAt: new Date(api.now.getTime() + 60_000).toISOString(),
    });
    const key = await keyIn(path);

    api.now = new Date(api.now.getTime() + 59_999);
    expect((await desk.fetch(path)).status).toBe(200);
    expect(refused(await enroll(api, tenant, { key })).codes).toEqual([]);
    api.now = new Date(api.now.getTime() + 1);

    expect((await desk.fetch(path)).status).toBe(404);
    expect(refused(await enroll(api, tenant, { key })).codes).toEqual(['LICENSE_KEY_INVALID']);
    expect((await desk.shown(tenant, client.id))?.links).toEqual([
      jasmine.objectContaining({ id: link.id, state: 'EXPIRED' }) as never,
    ]);
  });

  it('enrolls as many devices as it says, and each anew', async () => {
    const { tenant, client, path } = await ready({ maxEnrollments: 2 });
    const key = await keyIn(path);
    const hardwareId = newId();

    await enrolled(api, tenant, { key, hardwareId });
    await enrolled(api, tenant, { key });
    const again = await enroll(api, tenant, { key, hardwareId });
    const third = await enroll(api, tenant, { key });

    expect(refused(again).codes).toEqual([]);
    expect(refused(third)).toEqual({ codes: ['ENROLLMENT_LIMIT_REACHED'], details: { limit: 2, used: 2 } });
    const shown = await desk.shown(tenant, client.id);
    expect(shown?.links[0]).toEqual(jasmine.objectContaining({ enrollments: 2, state: 'USED_UP' }));
    expect(shown?.enrolledClients).toBe(2);
    expect((await desk.fetch(path)).status).toBe(200);
    expect(refused(await enroll(api, tenant)).codes).toEqual([]);
  });

  it('lets no more in than it says, however many come at once', async () => {
    const { tenant, path } = await ready({ maxEnrollments: 3 });
    const key = await keyIn(path);

    const answers = await Promise.all(Array.from({ length: 12 }, () => enroll(api, tenant, { key })));

    expect(answers.filter(({ errors }) => !errors).length).toBe(3);
    expect(refused(answers.find(({ errors }) => errors) ?? {}).codes).toEqual(['ENROLLMENT_LIMIT_REACHED']);
  });

  it('that is revoked opens and enrolls nothing from the answer on, in any process', async () => {
    const { tenant, client, link, path } = await ready();
    const key = await keyIn(path);
    const other = await anotherProcess();
    const elsewhere = () => other.portal.door.server.inject({ url: path, headers: { host: 'localhost:4000' } });
    expect((await elsewhere()).statusCode).toBe(200);

    const revoked = await desk.revoked(tenant, link.id);

    expect(revoked.state).toBe('REVOKED');
    expect((await desk.fetch(path)).status).toBe(404);
    expect((await elsewhere()).statusCode).toBe(404);
    expect(refused(await enroll(api, tenant, { key })).codes).toEqual(['LICENSE_KEY_INVALID']);
    expect((await desk.fetch(client.downloadUrl, { asker: tenant.owner })).status).toBe(200);
    expect((await desk.revoked(tenant, link.id)).state).toBe('REVOKED');
    const events = await desk.events(tenant);
    expect(events.filter(({ type }) => type === 'DOWNLOAD_LINK_REVOKED')).toHaveSize(1);
  });

  it('that is revoked cuts off who is downloading', async () => {
    const { tenant, link, path } = await ready();
    const { files } = api.portal.services;
    // More than a socket takes at once, so that it is still going on.
    await writeFile(
      files.files.pathOf(String((await desk.shown(tenant, await ofLink(link.id)))?.links[0]?.build?.id)),
      Buffer.alloc(40_000_000),
    );
    const address = (await api.portal.door.listen().catch(() => '')) || '';
    const { port } = address ? new URL(address) : (api.portal.door.server.server.address() as AddressInfo);
    const ended = new Promise<boolean>((resolve, reject) => {
      const asked = request({ port, path, host: '127.0.0.1', headers: { host: 'localhost:4000' } }, answer => {
        answer.on('error', () => undefined);
        answer.once('close', () => resolve(answer.complete));
        answer.once('data', () => {
          answer.pause();
          void desk
            .revoked(tenant, link.id)
            .then(() => files.publicLinks.cutOff())
            .then(() => answer.resume());
        });
      });
      asked.on('error', reject).end();
    });

    expect(await ended).toBeFalse();
  });

  const ofLink = async (id: string): Promise<string> => {
    const [row]: { id: string }[] = await api.db.query(
      'SELECT custom_client_id AS id FROM download_link WHERE id = $1',
      [id],
    );
    return String(row?.id);
  };

  it('opens nothing once its custom client is deleted, its account suspended, or its product a lesser one', async () => {
    const { tenant, client, path } = await ready();
    const change = (sql: string, ...values: unknown[]) => api.db.query(sql, [tenant.accountId, ...values]);

    await change('UPDATE account SET suspended_at = $2 WHERE id = $1', api.now);
    expect((await desk.fetch(path)).status).toBe(404);
    await change('UPDATE account SET suspended_at = NULL WHERE id = $1');
    await change('UPDATE license SET product = $2 WHERE account_id = $1', Product.ESSENTIALS);
    expect((await desk.fetch(path)).status).toBe(404);
    await change('UPDATE license SET product = $2 WHERE account_id = $1', Product.PERFORMANCE);
    expect((await desk.fetch(path)).status).toBe(200);
    await api.as(tenant.owner, 'mutation ($id: ID!) { deleteCustomClient(id: $id) { id } }', { id: client.id });
    expect((await desk.fetch(path)).status).toBe(404);
  });

  it('counts its downloads, and those of its custom client', async () => {
    const { tenant, client, path } = await ready();
    for (let i = 0; i < 3; i++) await desk.fetch(path);

    await api.portal.services.files.counts.flush();

    const shown = await desk.shown(tenant, client.id);
    expect([shown?.downloads, shown?.links[0]?.downloads]).toEqual([3, 3]);
  });

  it('has its download built with each new version', async () => {
    const { tenant, client } = await ready();
    await desk.update(tenant.owner, { id: client.id, settings: { programName: 'Newer' } });
    await desk.build();

    const shown = await desk.shown(tenant, client.id);

    expect(shown?.links[0]?.build).toEqual(jasmine.objectContaining({ state: 'READY', configurationVersion: 2 }));
    expect(shown?.links[0]?.build?.sha256).not.toBe(shown?.readyBuild?.sha256);
  });

  it('is one of 20 that hold at once', async () => {
    const tenant = await newTenant(api);
    const { id: customClientId } = await desk.created(tenant);
    const links = [];
    for (let i = 0; i < 20; i++) links.push(await desk.linked(tenant, { customClientId }));

    expect(refused(await desk.link(tenant.owner, { customClientId }))).toEqual({
      codes: ['CONFLICT'],
      details: { limit: 20, used: 20 },
    });
    await desk.revoked(tenant, links[0]?.id ?? '');
    expect(refused(await desk.link(tenant.owner, { customClientId })).codes).toEqual([]);
  });

  it('is made once by a wish that is sent twice', async () => {
    const tenant = await newTenant(api);
    const { id: customClientId } = await desk.created(tenant);
    const input = { customClientId, idempotencyKey: 'k', expiresAt: '2026-07-01T00:00:00Z' };

    const [one, two] = [await desk.linked(tenant, input), await desk.linked(tenant, input)];

    expect(two.id).toBe(one.id);
    expect(two.url).toBe(one.url);
  });

  const bad: [what: string, input: object][] = [
    ['an end that has passed', { expiresAt: '2026-06-01T12:00:00Z' }],
    ['no devices', { maxEnrollments: 0 }],
    ['too many devices', { maxEnrollments: 1_000_001 }],
    ['a huge note', { note: 'x'.repeat(201) }],
    ['a note of two lines', { note: 'a\nb' }],
  ];
  for (const [what, input] of bad) {
    it(`is refused with ${what}`, async () => {
      const tenant = await newTenant(api);
      const { id: customClientId } = await desk.created(tenant);
      expect(refused(await desk.link(tenant.owner, { customClientId, ...input })).codes).toEqual(['BAD_USER_INPUT']);
    });
  }

  it('is for those with the right', async () => {
    const tenant = await newTenant(api);
    const { id: customClientId } = await desk.created(tenant);
    expect(refused(await desk.link(await tenant.person(UserRole.VIEWER), { customClientId })).codes).toEqual([
      'FORBIDDEN',
    ]);
  });
});
