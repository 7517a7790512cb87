import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { validateXML } from 'xmllint-wasm';
import { ROOT_FOLDER } from '../../../test/agent-bundle.ts';
import { filesDesk, untar } from '../../../test/files-desk.ts';
import { useTemporaryFolder } from '../../../test/temporary-folder.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { readingPage } from './reading-page.ts';

const run = promisify(execFile);
const DOCUMENTS = '{ documents { id kind format language url } }';

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly format: string;
  readonly url: string;
}

describe('documents', () => {
  const api = useApi();
  const desk = filesDesk(api);
  const folder = useTemporaryFolder();
  const listed = async ({ owner }: Tenant) =>
    (await api.as<{ documents: Shown[] }>(owner, DOCUMENTS)).data?.documents ?? [];

  it('are listed, those about a portal of its own only for a license on premises', async () => {
    const [cloud, own] = [await newTenant(api), await newTenant(api, { isOnPremises: true })];

    const kinds = (await listed(cloud)).map(({ kind }) => kind);
    expect(kinds).toEqual([
      ...['HELP', 'HELP', 'API_GUIDE', 'REST_API', 'DEVICE_PROTOCOL', 'CUSTOM_CLIENTS'],
      ...['GROUP_POLICY', 'GROUP_POLICY_TEMPLATES'],
    ]);
    expect((await listed(own)).map(({ kind }) => kind)).toEqual([...kinds, 'APPLIANCE_GUIDE', 'APPLIANCE_INSTALLER']);
    const url = '/my/documents/appliance.html';
    expect((await desk.fetch(url, { asker: cloud.owner })).status).toBe(404);
    expect((await desk.fetch(url, { asker: own.owner })).status).toBe(200);
    expect((await desk.fetch(url)).status).toBe(401);
  });

  it('that are pages open in the browser, need nothing else, and run nothing', async () => {
    const tenant = await newTenant(api, { isOnPremises: true });
    const pages = (await listed(tenant)).filter(({ format }) => format === 'HTML');
    for (const { url } of pages) {
      const { status, headers, bytes } = await desk.fetch(url, { asker: tenant.owner });
      const html = bytes.toString();

      expect([status, headers['content-type']]).withContext(url).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['content-disposition']).toMatch(/^inline; filename="[\w.-]+\.html"/);
      expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'; .*style-src 'sha256-[^']+'$/);
      expect(html).toMatch(/<h1 id="[^"]+">[^<]+<\/h1>/);
      expect(html).not.toMatch(/<script|<link|<img|<iframe|src=|@import|url\(/);
      const targets = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
      for (const target of targets) expect(target).toMatch(/^(#|https:\/\/|[a-z.-]+\.html)/);
    }
  });

  it('point to each other by the names that they are kept under', async () => {
    const tenant = await newTenant(api);
    const { bytes } = await desk.fetch('/my/documents/api.html', { asker: tenant.owner });

    expect(bytes.toString()).toContain('<a href="device-protocol.html">');
    expect(bytes.toString()).not.toContain('../schema.graphql"');
  });

  it('are written as text, whatever stands in them', () => {
    const html = readingPage('# A <b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](z.png)\n', 'en', {
      fileOf: new Map(),
    });
    expect(html).not.toMatch(/<script|javascript:|<img/);
    expect(html).toContain('&#60;script&#62;');
  });

  it('need the right to see files, and nothing else is found there', async () => {
    const { owner, person } = await newTenant(api);
    expect(await api.refusals(await person(UserRole.ACCOUNTANT), DOCUMENTS)).toEqual(['FORBIDDEN']);
    for (const subject of ['operations', 'adr', '..%2fpackage.json', 'help.md', 'glossary.html']) {
      expect([400, 404]).toContain((await desk.fetch(`/my/documents/${subject}`, { asker: owner })).status);
    }
  });

  it('of Group Policy are well-formed, and name nothing that is not there', async () => {
    const tenant = await newTenant(api);
    const { status, headers } = await desk.fetch('/my/documents/mydesk-agent-group-policy', { asker: tenant.owner });
    expect([status, headers['content-type']]).toEqual([200, 'application/zip']);

    const read = (name: string) => readFile(`${ROOT_FOLDER}docs/group-policy/${name}`, 'utf8');
    const admx = await read('mydesk-agent.admx');
    const uses = (kind: string) =>
      new Set([...admx.matchAll(new RegExp(`\\$\\(${kind}\\.(\\w+)\\)`, 'g'))].map(([, id]) => id));
    for (const language of ['en-US', 'de-DE']) {
      const adml = await read(`${language}/mydesk-agent.adml`);
      const has = (element: string) =>
        new Set([...adml.matchAll(new RegExp(`<${element} id="(\\w+)"`, 'g'))].map(([, id]) => id));
      expect(has('string')).toEqual(uses('string'));
      expect(has('presentation')).toEqual(uses('presentation'));
      const refs = [...adml.matchAll(/refId="(\w+)"/g)].map(([, id]) => id);
      for (const id of refs) expect(admx).toContain(`id="${String(id)}"`);
      const { valid } = await validateXML({ xml: [{ fileName: 'a.xml', contents: adml }], normalization: 'format' });
      expect(valid).toBeTrue();
    }
    const { valid } = await validateXML({ xml: [{ fileName: 'a.xml', contents: admx }], normalization: 'format' });
    expect(valid).toBeTrue();
    const settings = [...admx.matchAll(/valueName="(\w+)"/g)].map(([, name]) => name);
    const policy = await readFile(`${ROOT_FOLDER}agent/src/policy/policy.ts`, 'utf8');
    for (const name of settings) expect(policy).toContain(`readonly ${String(name)}?:`);
  });

  it('of the appliance are the portal itself, with what installs it', async () => {
    const tenant = await newTenant(api, { isOnPremises: true });
    const { bytes } = await desk.fetch('/my/documents/mydesk-portal-appliance', { asker: tenant.owner });
    const files = untar(bytes);

    for (const name of [
      'install.sh',
      'mydesk-portal.service',
      'compose.yml',
      'Dockerfile',
      'make-secrets.sh',
      'README.md',
    ]) {
      expect(files.has(`mydesk-portal/${name}`))
        .withContext(name)
        .toBeTrue();
    }
    for (const name of ['package-lock.json', 'server/package.json', 'docs/help.md', 'docker/ready.mjs']) {
      expect(files.has(`mydesk-portal/portal/${name}`))
        .withContext(name)
        .toBeTrue();
    }
    expect(files.get('mydesk-portal/install.sh')?.mode).toBe(0o755);
    expect(files.get('mydesk-portal/compose.yml')?.content.toString()).toContain('build: .');
    const own = /\/node_modules\/|\/data\/|docker\/secrets|\.map$/;
    expect([...files.keys()].filter(name => own.test(name))).toEqual([]);
    await installs(files);
  });

  /** Installs it into a root of its own. What fetches libraries is played: that takes a network. */
  async function installs(files: ReturnType<typeof untar>): Promise<void> {
    for (const [path, { content, mode }] of files) {
      await mkdir(dirname(folder.path(path)), { recursive: true });
      await writeFile(folder.path(path), content, { mode });
    }
    await mkdir(folder.path('bin'));
    // What would make the database ready is not built in a spec.
    await writeFile(folder.path('mydesk-portal/portal/appliance/link-libraries.mjs'), '');
    await writeFile(folder.path('bin/npm'), '#!/bin/sh\necho "$@" >npm-was-asked\n', { mode: 0o755 });
    const env = { PATH: `${folder.path('bin')}:${String(process.env['PATH'])}`, DESTDIR: folder.path('root') };
    for (let times = 0; times < 2; times++) await run(folder.path('mydesk-portal/install.sh'), [], { env });

    const at = (name: string) => readFile(folder.path(`root/${name}`), 'utf8');
    expect(await at('opt/mydesk-portal/npm-was-asked')).toContain('ci --omit=dev --workspace=server');
    expect(await at('etc/systemd/system/mydesk-portal.service')).toContain(
      `ExecStart=${process.execPath} server/dist/main.js`,
    );
    expect(await at('etc/mydesk-portal.env')).toContain('PORTAL_URL=');
  }
});
