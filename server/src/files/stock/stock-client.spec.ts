import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesDesk } from '../../../test/files-desk.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Product } from '../../license/product.ts';
import { configString, windowsFileName } from './config-string.ts';

const STOCK = '{ stockClient { configString windowsInstaller { name fileName sizeBytes sha256 downloadUrl } } }';

/** What a stock client reads in a name, as its source has it. */
function readBy(name: string): unknown {
  const [text = ''] = name
    .replace(/\.exe$/, '')
    .replaceAll('-licensed-', '--')
    .split('--')
    .flatMap(part => part.split('('))
    .filter(part => part.length > 20);
  return JSON.parse(Buffer.from([...text.trim()].reverse().join(''), 'base64url').toString());
}

describe('a stock client', () => {
  const api = useApi();
  const desk = filesDesk(api);
  const baseFolder = () =>
    join(dirname(dirname(api.portal.services.files.files.pathOf('019abcde-0000-7000-8000-000000000000'))), 'base');
  const put = async (name: string, content: Buffer): Promise<void> => {
    await mkdir(baseFolder(), { recursive: true });
    await writeFile(join(baseFolder(), name), content);
  };
  afterEach(() => rm(baseFolder(), { recursive: true, force: true }));
  const shown = async (asker: Parameters<typeof api.as>[0]) =>
    (
      await api.as<{ stockClient: { configString: string; windowsInstaller: Record<string, unknown> | null } }>(
        asker,
        STOCK,
      )
    ).data?.stockClient;

  it('is configured by the text that its own source takes for one', () => {
    const server = { host: '1.1.1.1', key: '5Qbwsde3unUcJBtrx9ZkvUmwFNoExHzpryHuPUdqlWM=', api: '', relay: '' };
    // From the tests of rustdesk/rustdesk, src/custom_server.rs.
    const theirs =
      'rustdesk-licensed-0nI900VsFHZVBVdIlncwpHS4V0bOZ0dtVldrpVO4JHdCp0YV5WdzUGZzdnYRVjI6ISeltmIsISMuEjLx4SMiojI0N3boJye.exe';
    expect(readBy(theirs)).toEqual({ host: server.host, key: server.key });

    expect(readBy(String(windowsFileName(server)))).toEqual(server);
  });

  it('has no two dashes in it that would part it, whatever the server is called', () => {
    for (let i = 0; i < 3000; i++) {
      const server = {
        host: `${randomBytes(9).toString('hex')}.example`,
        key: '',
        api: `https://p${i}.example`,
        relay: '',
      };
      const text = configString(server);
      expect(/--|^-|-$|[^\w-]/.test(text)).toBeFalse();
      expect(readBy(`rustdesk--${text}-- (1).exe`)).toEqual(server);
    }
  });

  it('goes without a file name that no disk would take', () => {
    expect(
      windowsFileName({ host: 'x'.repeat(250), key: '', api: 'https://portal.example.com', relay: '' }),
    ).toBeNull();
  });

  it('is shown with the configuration of this portal, with whatever product', async () => {
    const { owner } = await newTenant(api, { product: Product.ESSENTIALS });
    const stock = await shown(owner);
    expect(readBy(`rustdesk--${String(stock?.configString)}--`)).toEqual({
      host: '',
      key: '',
      api: 'http://localhost:4000',
      relay: '',
    });
    expect(stock?.windowsInstaller).toBeNull();
  });

  it('is offered where the operator has one, unchanged, under the name that configures it', async () => {
    const tenant = await newTenant(api);
    const content = Buffer.concat([Buffer.from('MZ'), randomBytes(1000)]);
    await put('rustdesk-1.4.8-x86_64.exe', Buffer.from('MZ older'));
    await put('rustdesk-1.4.9-x86_64.exe', content);

    const installer = (await shown(tenant.owner))?.windowsInstaller;
    const { status, headers, bytes } = await desk.fetch(String(installer?.['downloadUrl']), { asker: tenant.owner });

    expect(installer).toEqual({
      name: 'rustdesk-1.4.9-x86_64.exe',
      fileName: jasmine.stringMatching(/^rustdesk--[\w-]+--\.exe$/),
      sizeBytes: 1002,
      sha256: createHash('sha256').update(content).digest('hex'),
      downloadUrl: '/my/stock-clients/windows',
    });
    expect([status, bytes.equals(content)]).toEqual([200, true]);
    expect(headers['content-disposition']).toContain(`filename="${String(installer?.['fileName'])}"`);
    expect((await desk.fetch('/my/stock-clients/windows')).status).toBe(401);
  });

  it('is not what only has its name', async () => {
    const tenant = await newTenant(api);
    await put('rustdesk-1.4.9.exe', Buffer.from('#!/bin/sh'));
    await put('passwords.txt', Buffer.from('MZ'));

    expect((await shown(tenant.owner))?.windowsInstaller).toBeNull();
    for (const subject of ['windows', 'linux', 'passwords.txt', '..%2fsecret']) {
      expect([400, 404]).toContain((await desk.fetch(`/my/stock-clients/${subject}`, { asker: tenant.owner })).status);
    }
  });

  it('needs the right to see files', async () => {
    const { person } = await newTenant(api);
    expect(await api.refusals(await person(UserRole.ACCOUNTANT), STOCK)).toEqual(['FORBIDDEN']);
  });
});
