import { execFile, spawn } from 'node:child_process';
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fromBuffer } from 'yauzl';
import { useAgentBundle, AGENT_BUNDLE } from '../../../test/agent-bundle.ts';
import { untar } from '../../../test/files-desk.ts';
import { useTemporaryFolder } from '../../../test/temporary-folder.ts';
import { Platform } from '../../clients/platform.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';
import { newSigner, signedText, trustText } from '../signing/signed-text.ts';
import { type AgentProgram, readAgentProgram } from './agent-program.ts';
import { packageOf } from './package-of.ts';
import type { PackageSpec } from './package-spec.ts';

const run = promisify(execFile);

describe('a package', () => {
  useAgentBundle();
  const folder = useTemporaryFolder();
  const signer = newSigner();
  let agent: AgentProgram;
  beforeAll(async () => {
    const program = await readAgentProgram(AGENT_BUNDLE);
    if (!program) throw new Error('The agent is not built');
    agent = program;
  });

  const specOf = (platform: Platform, client: Partial<PackageSpec['client']> = {}): PackageSpec => {
    const id = '019abcde-0000-7000-8000-000000000001';
    const configuration = {
      ...{ format: 1, customClient: id, version: 1, server: 'http://127.0.0.1:9', enrollmentKey: 'K' },
      ...{ programName: 'Acme Hilfe Ü', prefix: 'ad_k3m9xq', connectionType: 'BOTH', allowInstallation: true },
      ...{ colors: { background: '#ffffff', accent: '#1f6feb' }, logo: null, options: {} },
    };
    return {
      client: {
        ...{ id, platform, isMsi: false, programName: 'Acme Hilfe Ü', allowInstallation: true, logo: null },
        connectionType: ConnectionType.BOTH,
        ...client,
      },
      prefix: 'ad_k3m9xq',
      configuration: signedText(configuration, [signer]),
      trust: trustText([signer]),
      agent,
    };
  };
  const contentOf = async (spec: PackageSpec): Promise<Map<string, string>> => {
    const { bytes, fileName } = await packageOf(spec);
    if (fileName.endsWith('.zip')) return unzip(bytes);
    return new Map([...untar(bytes)].map(([path, { content }]) => [path, content.toString()]));
  };
  /** Unpacks it as `tar` does. Answers its folder. */
  const unpacked = async (spec: PackageSpec): Promise<string> => {
    const { bytes } = await packageOf(spec);
    let top = '';
    for (const [path, { content, mode }] of untar(bytes)) {
      const file = folder.path(path);
      top = dirname(file);
      await mkdir(top, { recursive: true });
      await writeFile(file, content, { mode });
    }
    return top;
  };

  it('is the same bytes each time', async () => {
    for (const platform of [Platform.WINDOWS, Platform.MACOS, Platform.LINUX]) {
      const spec = specOf(platform);
      const [one, two] = [await packageOf(spec), await packageOf(spec)];
      expect(one.bytes.equals(two.bytes)).toBeTrue();
    }
  });

  it('is the same bytes in every time zone', async () => {
    const zone = process.env['TZ'];
    const hashes = new Set<string>();
    for (const tz of ['UTC', 'America/St_Johns', 'Pacific/Kiritimati']) {
      process.env['TZ'] = tz;
      hashes.add((await packageOf(specOf(Platform.WINDOWS))).bytes.toString('base64'));
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(hashes.size).toBe(1);
  });

  const forms: [platform: Platform, fileName: string, files: string[], installer: string[]][] = [
    [
      Platform.WINDOWS,
      'acme-hilfe-u-ad_k3m9xq-windows.zip',
      ['start.cmd'],
      ['install.cmd', 'install.ps1', 'uninstall.cmd', 'uninstall.ps1'],
    ],
    [
      Platform.MACOS,
      'acme-hilfe-u-ad_k3m9xq-macos.tar.gz',
      ['start.command'],
      ['install.command', 'launchd.plist', 'uninstall.command'],
    ],
    [
      Platform.LINUX,
      'acme-hilfe-u-ad_k3m9xq-linux.tar.gz',
      ['start.sh'],
      ['install.sh', 'systemd.service', 'uninstall.sh'],
    ],
  ];
  const COMMON = ['README.txt', 'THIRD-PARTY.txt', 'mydesk-agent.mjs', 'mydesk-config.jws', 'mydesk-trust.json'];
  for (const [platform, fileName, files, installer] of forms) {
    it(`for ${platform} holds the agent, its configuration, and what starts and installs it`, async () => {
      expect((await packageOf(specOf(platform))).fileName).toBe(fileName);
      const top = 'acme-hilfe-u-ad_k3m9xq';
      const names = async (spec: PackageSpec) => [...(await contentOf(spec)).keys()];

      expect(await names(specOf(platform))).toEqual(
        [...COMMON, ...files, ...installer].sort().map(name => `${top}/${name}`),
      );
      expect(await names(specOf(platform, { allowInstallation: false, logo: Buffer.from('png') }))).toEqual(
        [...COMMON, ...files, 'logo.png'].sort().map(name => `${top}/${name}`),
      );
    });

    it(`for ${platform} says plainly what it is, and whether anybody has tried`, async () => {
      const content = await contentOf(specOf(platform, { isMsi: platform === Platform.WINDOWS }));
      const text = [...content].find(([path]) => path.endsWith('README.txt'))?.[1] ?? '';

      expect(text).toContain('Acme Hilfe Ü');
      expect(text).toContain('moves no pixels');
      expect(text).toMatch(platform === Platform.LINUX ? /start such packages on Linux/ : /never started it on/);
      expect(text.includes('no .msi file')).toBe(platform === Platform.WINDOWS);
    });
  }

  it('is not made for systems without agents', async () => {
    await expectAsync(packageOf(specOf(Platform.ANDROID))).toBeRejectedWithError(/ANDROID/);
  });

  it('has scripts that a shell can read', async () => {
    for (const platform of [Platform.LINUX, Platform.MACOS]) {
      for (const [path, text] of await contentOf(specOf(platform))) {
        if (!/\.(sh|command)$/.test(path)) continue;
        await writeFile(folder.path('script'), text);
        await expectAsync(run('sh', ['-n', folder.path('script')]))
          .withContext(path)
          .toBeResolved();
      }
    }
  });

  it('writes Windows its own line ends, and a mark by which it reads UTF-8', async () => {
    const content = await contentOf(specOf(Platform.WINDOWS));
    const script = content.get('acme-hilfe-u-ad_k3m9xq/install.ps1') ?? '';
    expect(script.startsWith('\ufeff')).toBeTrue();
    expect(script.replaceAll('\r\n', '')).not.toContain('\n');
    expect(script).toContain(`$name = 'Acme Hilfe Ü'`);
    expect(script).toContain('DisplayName -Value $name');
  });

  it('for Linux starts, and refuses to once a byte of its configuration was changed', async () => {
    const top = await unpacked(specOf(Platform.LINUX));
    const home = folder.path('home');
    const environment = { PATH: String(process.env['PATH']), MYDESK_AGENT_HOME: home };
    const started = spawn(join(top, 'start.sh'), [], { env: environment });
    const output = await new Promise<string>(resolve => {
      let text = '';
      started.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('not enrolled yet')) resolve(text);
      });
      started.on('close', () => resolve(text));
      started.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    });
    started.kill('SIGKILL');
    expect(output).toContain('not enrolled yet');

    const path = join(top, 'mydesk-config.jws');
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`),
    );
    const refused = await run(join(top, 'start.sh'), [], { env: environment }).catch(
      (error: unknown) => error as { code: number; stderr: string },
    );
    expect(refused).toEqual(jasmine.objectContaining({ code: 13 }));
    expect(refused.stderr).toContain('tampered with');
  });

  it('for Linux installs into a root of its own, as those do who build images', async () => {
    const top = await unpacked(specOf(Platform.LINUX, { logo: Buffer.from('png') }));
    const root = folder.path('root');
    await mkdir(folder.path('bin'));
    // Node.js lies where a service can reach it.
    await writeFile(folder.path('bin/node'), '');
    await chmod(folder.path('bin/node'), 0o755);
    const PATH = `${folder.path('bin')}:${String(process.env['PATH'])}`;

    await run(join(top, 'install.sh'), [], { env: { PATH, DESTDIR: root } });

    const installed = join(root, 'opt/acme-hilfe-u-ad_k3m9xq');
    for (const name of ['mydesk-agent.mjs', 'mydesk-config.jws', 'mydesk-trust.json', 'logo.png']) {
      await expectAsync(access(join(installed, name)))
        .withContext(name)
        .toBeResolved();
    }
    const unit = await readFile(join(root, 'etc/systemd/system/acme-hilfe-u-ad_k3m9xq.service'), 'utf8');
    expect(unit).toContain(`ExecStart=${folder.path('bin/node')} /opt/acme-hilfe-u-ad_k3m9xq/mydesk-agent.mjs run`);
    expect(unit).toContain('DynamicUser=yes');
  });

  it('fits into an archive and a socket, however long its name', async () => {
    const longest = specOf(Platform.MACOS, { programName: 'x'.repeat(50) });
    const names = [...(await contentOf({ ...longest, prefix: 'ad_k3m9xq_msi' })).keys()];
    expect(Math.max(...names.map(name => name.length))).toBeLessThan(100);
  });
});

function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, string>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (fault, stream) => {
          if (fault) {
            reject(fault);
            return;
          }
          let text = '';
          stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          stream.on('end', () => {
            files.set(entry.fileName, text);
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(files)).on('error', reject);
      zip.readEntry();
    });
  });
}
