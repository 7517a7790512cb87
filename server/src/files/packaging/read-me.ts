import { Platform } from '../../clients/platform.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';
import type { Names, PackageSpec } from './package-spec.ts';

const WAYS: Readonly<Record<ConnectionType, string>> = {
  [ConnectionType.INCOMING]: 'It takes sessions from other devices, and starts none.',
  [ConnectionType.OUTGOING]: 'It starts sessions to other devices, and takes none.',
  [ConnectionType.BOTH]: 'It takes sessions from other devices, and starts sessions to them.',
};

/** What one does on each system, and whether anybody has tried. */
const STEPS: Readonly<Record<string, { readonly start: string; readonly install: string; readonly tried: string }>> = {
  [Platform.WINDOWS]: {
    start: 'Unpack the whole folder, and double-click start.cmd.',
    install:
      'Right-click install.cmd and run it as an administrator. It starts with Windows from then on, and stands in the Start menu and under "Apps". `install.cmd -Quiet` asks nothing. uninstall.cmd removes it.',
    tried: 'This package is built like all others, but its makers have never started it on Windows.',
  },
  [Platform.MACOS]: {
    start: 'Unpack it, and open start.command (the first time by Control-click and Open).',
    install:
      'Open install.command (the first time by Control-click and Open). It starts when you log in from then on. uninstall.command removes it.',
    tried: 'This package is built like all others, but its makers have never started it on macOS.',
  },
  [Platform.LINUX]: {
    start: 'Unpack it, and run ./start.sh',
    install: 'sudo ./install.sh makes it a service of systemd. sudo ./uninstall.sh removes it.',
    tried:
      'Its makers start such packages on Linux with each change; the service itself was not tried on a booted systemd.',
  },
};

/** What whoever unpacks a package reads first. */
export function readMe({ client, prefix, agent }: PackageSpec, { program }: Names): string {
  const { platform, isMsi, allowInstallation, connectionType } = client;
  const steps = STEPS[platform] ?? { start: '', install: '', tried: '' };
  const msi =
    'It is made for deployment by software distribution (_msi). It is no .msi file: let the distribution run `install.cmd -Quiet` as the system.';
  const text = [
    program,
    '='.repeat([...program].length),
    `Prefix ${prefix}, agent ${agent.version}. It needs Node.js 20 or later: https://nodejs.org`,
    `This is the headless client of MyDesk Portal. ${WAYS[connectionType]} It moves no pixels: it holds sessions, and shows no screen.`,
    `START\n${steps.start} It enrolls by itself and stays connected.`,
    allowInstallation
      ? `INSTALL\n${steps.install}`
      : 'This client may not be installed: it comes without an installer.',
    ...(isMsi ? [msi] : []),
    `TRUST\nIts configuration is signed. Changed by a single byte, it does not start (exit code 13). Compare the SHA-256 of what you have downloaded with the one that the portal shows.`,
    steps.tried,
  ].join('\n\n');
  return platform === Platform.WINDOWS ? `${text}\n`.replaceAll('\n', '\r\n') : `${text}\n`;
}
