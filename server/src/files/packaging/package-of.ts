import { Platform } from '../../clients/platform.ts';
import { type PackedFile, tarGzOf, zipOf } from './archive.ts';
import { linuxFiles } from './linux-files.ts';
import { macosFiles } from './macos-files.ts';
import { type Names, namesOf, type PackageSpec } from './package-spec.ts';
import { readMe } from './read-me.ts';
import { windowsFiles } from './windows-files.ts';

/** A package as it is downloaded. */
export interface BuiltPackage {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** How packages of each system are called and typed. */
const FORMS: Readonly<Partial<Record<Platform, { readonly word: string; readonly extension: 'zip' | 'tar.gz' }>>> = {
  [Platform.WINDOWS]: { word: 'windows', extension: 'zip' },
  [Platform.MACOS]: { word: 'macos', extension: 'tar.gz' },
  [Platform.LINUX]: { word: 'linux', extension: 'tar.gz' },
};

/** The media type of a package of this name. */
export const typeOf = (fileName: string): string =>
  fileName.endsWith('.zip') ? 'application/zip' : 'application/gzip';

/**
 * Builds a package: the agent, its signed configuration, and what starts and installs it. The same parts make the same
 * bytes, on whatever machine and whenever.
 *
 * @throws Error for a system that clients are not built for
 */
export async function packageOf(spec: PackageSpec): Promise<BuiltPackage> {
  const { client, configuration, trust, agent } = spec;
  const names = namesOf(spec);
  const form = FORMS[client.platform];
  if (!form) throw new Error(`No packages are made for ${client.platform}`);

  const own: PackedFile[] = [
    { path: 'README.txt', content: readMe(spec, names) },
    { path: 'THIRD-PARTY.txt', content: agent.licenses },
    ...(client.logo ? [{ path: 'logo.png', content: client.logo }] : []),
    { path: 'mydesk-agent.mjs', content: agent.program, isProgram: true },
    { path: 'mydesk-config.jws', content: configuration },
    { path: 'mydesk-trust.json', content: trust },
    ...platformFiles(spec, names),
  ];
  const files = own
    .map(file => ({ ...file, path: `${names.folder}/${file.path}` }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const bytes = form.extension === 'zip' ? await zipOf(files) : tarGzOf(files);
  return { fileName: `${names.folder}-${form.word}.${form.extension}`, bytes };
}

function platformFiles({ client: { platform, allowInstallation }, agent }: PackageSpec, names: Names): PackedFile[] {
  if (platform === Platform.WINDOWS) return windowsFiles(names, agent.version, allowInstallation);
  if (platform === Platform.MACOS) return macosFiles(names, allowInstallation);
  return linuxFiles(names, allowInstallation);
}
