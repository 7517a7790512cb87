import { useAgentBundle } from '../../../test/agent-bundle.ts';
import { pass } from '../../../test/devices.ts';
import { filesDesk } from '../../../test/files-desk.ts';
import { granted } from '../../../test/session-desk.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const TICKET = 'mutation ($id: ID!) { downloadCustomClient(id: $id) { url expiresAt } }';

describe("downloading the account's own custom clients", () => {
  const api = useApi();
  useAgentBundle();
  const desk = filesDesk(api);

  async function ready() {
    const tenant = await newTenant(api);
    const client = await desk.created(tenant);
    await desk.build();
    return { tenant, client, url: client.downloadUrl };
  }

  it('needs the sign-in of this account', async () => {
    const { tenant, client, url } = await ready();
    const stranger = await newTenant(api);

    const own = await desk.fetch(url, { asker: tenant.owner });

    expect([own.status, own.headers['content-type'], own.headers['x-content-type-options']]).toEqual([
      200,
      'application/gzip',
      'nosniff',
    ]);
    expect(own.headers['content-disposition']).toContain(`filename="mydesk-${client.prefix}-linux.tar.gz"`);
    expect((await desk.fetch(url)).status).toBe(401);
    expect((await desk.fetch(url, { asker: stranger.owner })).status).toBe(404);
    expect((await desk.fetch(url, { asker: await tenant.person(UserRole.ACCOUNTANT) })).status).toBe(403);
    expect((await desk.fetch(url, { asker: await tenant.person(UserRole.VIEWER) })).status).toBe(200);
  });

  it('goes by a ticket for five minutes, which opens nothing else', async () => {
    const { tenant, client } = await ready();
    const other = await desk.created(tenant);
    await desk.build();
    const { url } = granted(
      await api.as<{ downloadCustomClient: { url: string } }>(tenant.owner, TICKET, { id: client.id }),
    ).downloadCustomClient;

    expect((await desk.fetch(url)).status).toBe(200);
    expect((await desk.fetch(url.replace(client.id, other.id))).status).toBe(401);
    expect((await desk.fetch(`${url}x`)).status).toBe(401);
    pass(api, 299);
    expect((await desk.fetch(url)).status).toBe(200);
    pass(api, 1);
    expect((await desk.fetch(url)).status).toBe(401);
  });

  it('answers a HEAD with the same head and no body', async () => {
    const { tenant, url } = await ready();

    const [whole, head] = [
      await desk.fetch(url, { asker: tenant.owner }),
      await desk.fetch(url, { asker: tenant.owner, method: 'HEAD' }),
    ];

    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    for (const name of ['content-length', 'content-type', 'etag', 'accept-ranges', 'content-disposition']) {
      expect(head.headers[name]).withContext(name).toBe(whole.headers[name]);
    }
    expect(whole.headers['content-length']).toBe(String(whole.bytes.length));
  });

  it('goes on where it broke off, as long as it is the same build', async () => {
    const { tenant, client, url } = await ready();
    const whole = await desk.fetch(url, { asker: tenant.owner });
    const range = (headers: Record<string, string>) => desk.fetch(url, { asker: tenant.owner, headers });

    const rest = await range({ range: 'bytes=1000-' });
    const middle = await range({ range: 'bytes=10-19', 'if-range': String(whole.headers['etag']) });
    pass(api, 60);
    await desk.update(tenant.owner, { id: client.id, settings: { programName: 'Another' } });
    await desk.build();
    const anew = await range({ range: 'bytes=10-19', 'if-range': String(whole.headers['etag']) });

    expect([rest.status, rest.bytes.equals(whole.bytes.subarray(1000))]).toEqual([206, true]);
    expect([middle.status, middle.bytes.equals(whole.bytes.subarray(10, 20))]).toEqual([206, true]);
    expect(middle.headers['content-range']).toBe(`bytes 10-19/${whole.bytes.length}`);
    expect([anew.status, anew.bytes.length > 1000]).toEqual([200, true]);
  });

  const ranges: [what: string, range: string, status: number][] = [
    ['beyond the end', 'bytes=99999999-', 416],
    ['of a thousand parts', `bytes=${Array.from({ length: 1000 }, (_, i) => `${i * 3}-${i * 3}`).join(',')}`, 200],
    ['of a thousand times the whole', `bytes=${Array.from({ length: 1000 }, () => '0-').join(',')}`, 206],
    ['of five parts', 'bytes=0-1,4-5,8-9,12-13,16-17', 200],
    ['that is none', 'bytes=x-y', 416],
    ['of another unit', 'lines=1-2', 200],
  ];
  for (const [what, range, status] of ranges) {
    it(`answers a range ${what} with ${status}`, async () => {
      const { tenant, url } = await ready();
      const answer = await desk.fetch(url, { asker: tenant.owner, headers: { range } });
      expect(answer.status).toBe(status);
    });
  }

  it('counts what was begun: no HEAD, and no rest of one that broke off', async () => {
    const { tenant, client, url } = await ready();
    const get = (method: 'GET' | 'HEAD', headers = {}) => desk.fetch(url, { asker: tenant.owner, method, headers });
    await get('HEAD');
    await get('GET');
    await get('GET', { range: 'bytes=0-99' });
    await get('GET', { range: 'bytes=100-' });

    await api.portal.services.files.counts.flush();

    expect((await desk.shown(tenant, client.id))?.downloads).toBe(2);
    const counted = (await desk.events(tenant)).filter(({ type }) => type === 'CUSTOM_CLIENT_DOWNLOADED');
    expect(counted.reduce((sum, { data }) => sum + Number(data['times']), 0)).toBe(2);
    expect(counted[0]?.data).toEqual(jasmine.objectContaining({ customClientId: client.id, linkId: null }));
  });

  const paths = [
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '..%5c..%5cwindows',
    '%00',
    '%2fetc%2fpasswd',
    '019abcde-0000-7000-8000-000000000000%2f..',
    '019abcde-0000-7000-8000-000000000000',
    'x'.repeat(300),
  ];
  for (const path of paths) {
    it(`finds nothing at ${path.slice(0, 40)}`, async () => {
      const { tenant } = await ready();
      for (const top of ['/my/custom-clients', '/get']) {
        const { status, bytes } = await desk.fetch(`${top}/${path}`, { asker: tenant.owner });
        expect([400, 404, 414]).toContain(status);
        expect(bytes.toString()).not.toContain('root:');
      }
    });
  }

  it('tells whoever comes too early to come again', async () => {
    const tenant = await newTenant(api);
    const { downloadUrl } = await desk.created(tenant);

    const { status, headers } = await desk.fetch(downloadUrl, { asker: tenant.owner });

    expect([status, headers['retry-after']]).toEqual([503, '2']);
  });
});
