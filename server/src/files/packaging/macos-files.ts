import type { PackedFile } from './archive.ts';
import type { Names } from './package-spec.ts';

/** What the job is called in the package; installed it goes by the custom client's own name. */
const PLIST = 'launchd.plist';

/** What starts a custom client on macOS, and installs it for the person who is logged in where it may be. */
export function macosFiles(names: Names, allowInstallation: boolean): PackedFile[] {
  const start = { path: 'start.command', content: startScript(names), isProgram: true };
  if (!allowInstallation) return [start];
  return [
    start,
    { path: 'install.command', content: installScript(names), isProgram: true },
    { path: 'uninstall.command', content: uninstallScript(names), isProgram: true },
    { path: PLIST, content: plist(names) },
  ];
}

const labelOf = ({ folder }: Names): string => `portal.mydesk.${folder}`;

const FIND_NODE = `PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
node=$(command -v node || true)
if [ -z "$node" ]; then
  echo 'Node.js 20 or later is needed: https://nodejs.org' >&2
  exit 1
fi`;

const startScript = ({ program }: Names): string => `#!/bin/sh
# Starts ${program} as you, until Ctrl+C or the window is closed.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
${FIND_NODE}
exec "$node" "$here/mydesk-agent.mjs" run "$@"
`;

const installScript = (names: Names): string => `#!/bin/sh
# Installs ${names.program} for you: it starts when you log in.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
${FIND_NODE}
target="$HOME/Library/Application Support/${names.folder}"
agents="$HOME/Library/LaunchAgents"
mkdir -p "$target" "$agents"
chmod 700 "$target"
for file in mydesk-agent.mjs mydesk-config.jws mydesk-trust.json THIRD-PARTY.txt logo.png; do
  if [ -e "$here/$file" ]; then cp "$here/$file" "$target/$file"; fi
done
sed -e "s|@NODE@|$node|" -e "s|@HOME@|$HOME|g" "$here/${PLIST}" >"$agents/${labelOf(names)}.plist"
launchctl bootout "gui/$(id -u)/${labelOf(names)}" 2>/dev/null || true
launchctl bootstrap "gui/$(id -u)" "$agents/${labelOf(names)}.plist"
echo '${names.program} runs, and will when you log in.'
`;

const uninstallScript = (names: Names): string => `#!/bin/sh
# Removes ${names.program}, and with it who this device is.
set -eu
launchctl bootout "gui/$(id -u)/${labelOf(names)}" 2>/dev/null || true
rm -f "$HOME/Library/LaunchAgents/${labelOf(names)}.plist"
rm -rf "$HOME/Library/Application Support/${names.folder}" "$HOME/.config/mydesk-agent/${names.id}"
echo '${names.program} is removed. Remove the client in the portal too, so that its seat is free.'
`;

const plist = (names: Names): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${labelOf(names)}</string>
  <key>ProgramArguments</key>
  <array>
    <string>@NODE@</string>
    <string>@HOME@/Library/Application Support/${names.folder}/mydesk-agent.mjs</string>
    <string>run</string>
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>30</integer>
  <key>StandardOutPath</key>
  <string>@HOME@/Library/Logs/${names.folder}.log</string>
  <key>StandardErrorPath</key>
  <string>@HOME@/Library/Logs/${names.folder}.log</string>
</dict>
</plist>
`;
