import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type PackedFile, tarOf, zipOf } from '../packaging/archive.ts';

/** What of the portal the appliance is made of, from the folder that it runs in. */
const PORTAL_PARTS = [
  'LICENSE',
  'agent/dist/THIRD-PARTY.txt',
  'agent/dist/manifest.json',
  'agent/dist/mydesk-agent.mjs',
  'agent/package.json',
  'appliance',
  'bench/package.json',
  'docker/compose.yml',
  'docker/make-secrets.sh',
  'docker/ready.mjs',
  'docs',
  'package-lock.json',
  'package.json',
  'schema.graphql',
  'server/.env.example',
  'server/bin',
  'server/dist',
  'server/package.json',
  'web/dist/browser',
  'web/package.json',
];
/** What stands at the top of the archive, by where it comes from. */
const TOP: readonly [from: string, to: string][] = [
  ['appliance/Dockerfile', 'Dockerfile'],
  ['docker/compose.yml', 'compose.yml'],
  ['appliance/install.sh', 'install.sh'],
  ['docker/make-secrets.sh', 'make-secrets.sh'],
  ['appliance/mydesk-portal-compose.service', 'mydesk-portal-compose.service'],
  ['appliance/mydesk-portal.service', 'mydesk-portal.service'],
  ['server/.env.example', 'mydesk-portal.env'],
  ['docs/appliance.md', 'README.md'],
];

/** The templates for Group Policy. */
export async function groupPolicyZip(root: string): Promise<Buffer> {
  const files = await filesOf(root, 'docs/group-policy');
  return zipOf(files.map(file => ({ ...file, path: file.path.replace('docs/group-policy/', '') })));
}

/** The portal as it runs here, with what installs it elsewhere. */
export async function applianceTarGz(root: string): Promise<Buffer> {
  const parts = await Promise.all(PORTAL_PARTS.map(part => filesOf(root, part)));
  const portal = parts.flat().map(file => ({ ...file, path: `portal/${file.path}` }));
  const top = await Promise.all(
    TOP.map(async ([from, to]) => {
      const [file] = await filesOf(root, from);
      return file
        ? [{ ...file, path: to, content: to === 'compose.yml' ? ownCompose(file.content) : file.content }]
        : [];
    }),
  );
  const files = [...top.flat(), ...portal].map(file => ({ ...file, path: `mydesk-portal/${file.path}` }));
  return promisify(gzip)(tarOf(files));
}

/** The compose file builds the image from the folder that it stands in. */
const ownCompose = (content: PackedFile['content']): string =>
  content
    .toString()
    .replace(/^#.*\n(#.*\n)*/, '# The portal on a PostgreSQL of its own. Make the secrets first: ./make-secrets.sh\n')
    .replace(/build:\n\s+context: \.\.\n\s+dockerfile: docker\/Dockerfile/, 'build: .');

/** The file, or the files of the folder in order; none where there is nothing. Maps of sources are left out. */
async function filesOf(root: string, path: string): Promise<PackedFile[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true }).catch(() => undefined);
  const names = entries
    ? entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(root.length))
    : [path];
  const wanted = names.map(name => name.replace(/^\/+/, '')).filter(name => !/\.map$|\/\.inputs$/.test(name));
  const files = await Promise.all(
    wanted.sort().map(async name => {
      const content = await readFile(join(root, name)).catch(() => undefined);
      return content ? [{ path: name, content, isProgram: /\.(sh|mjs)$/.test(name) }] : [];
    }),
  );
  return files.flat();
}
