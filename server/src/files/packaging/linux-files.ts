import type { PackedFile } from './archive.ts';
import type { Names } from './package-spec.ts';

/** What the unit is called in the package; installed it goes by the custom client's own name. */
const UNIT = 'systemd.service';

/** What starts a custom client on Linux, and installs it where it may be. */
export function linuxFiles(names: Names, allowInstallation: boolean): PackedFile[] {
  const start = { path: 'start.sh', content: startScript(names), isProgram: true };
  if (!allowInstallation) return [start];
  return [
    start,
    { path: 'install.sh', content: installScript(names), isProgram: true },
    { path: 'uninstall.sh', content: uninstallScript(names), isProgram: true },
    { path: UNIT, content: unit(names) },
  ];
}

const startScript = ({ program }: Names): string => `#!/bin/sh
# Starts ${program} as you, until Ctrl+C. It keeps who it is in ~/.config/mydesk-agent.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if ! command -v node >/dev/null 2>&1; then
  echo '${program} needs Node.js 20 or later: https://nodejs.org' >&2
  exit 1
fi
exec node "$here/mydesk-agent.mjs" run "$@"
`;

// DESTDIR and SYSTEMCTL are for those who build images, and for trying it out.
const installScript = ({ program, folder }: Names): string => `#!/bin/sh
# Installs ${program} as a service of this machine. Run it as root.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=\${DESTDIR:-}
target=/opt/${folder}
if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
  echo 'Run this as root: sudo ./install.sh' >&2
  exit 1
fi
node=$(command -v node || true)
if [ -z "$node" ]; then
  echo '${program} needs Node.js 20 or later: https://nodejs.org' >&2
  exit 1
fi
case $node in
  /home/*|/root/*)
    echo "Node.js lies in $node, where a service cannot reach it. Install it for the whole machine." >&2
    exit 1
    ;;
esac
mkdir -p "$root$target" "$root/etc/systemd/system"
for file in mydesk-agent.mjs mydesk-config.jws mydesk-trust.json THIRD-PARTY.txt logo.png; do
  if [ -e "$here/$file" ]; then
    cp "$here/$file" "$root$target/$file"
    chmod 644 "$root$target/$file"
  fi
done
sed "s|@NODE@|$node|" "$here/${UNIT}" >"$root/etc/systemd/system/${folder}.service"
if [ -n "$root" ]; then exit 0; fi
if ! command -v systemctl >/dev/null 2>&1; then
  echo "There is no systemd here. Start it at boot by other means: $node $target/mydesk-agent.mjs run" >&2
  exit 1
fi
systemctl daemon-reload
systemctl enable --now ${folder}.service
echo '${program} runs. See how it is: systemctl status ${folder}'
`;

const uninstallScript = ({ program, folder }: Names): string => `#!/bin/sh
# Removes ${program} from this machine, and with it who this device is. Run it as root.
set -eu
if [ "$(id -u)" -ne 0 ]; then
  echo 'Run this as root: sudo ./uninstall.sh' >&2
  exit 1
fi
systemctl disable --now ${folder}.service 2>/dev/null || true
rm -f /etc/systemd/system/${folder}.service
systemctl daemon-reload 2>/dev/null || true
rm -rf /opt/${folder} /var/lib/private/${folder} /var/lib/${folder}
echo '${program} is removed. Remove the client in the portal too, so that its seat is free.'
`;

const unit = ({ program, folder }: Names): string => `[Unit]
Description=${program}
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=@NODE@ /opt/${folder}/mydesk-agent.mjs run
Environment=MYDESK_AGENT_HOME=/var/lib/${folder}
StateDirectory=${folder}
StateDirectoryMode=0700
DynamicUser=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
NoNewPrivileges=yes
Restart=on-failure
RestartSec=5
# Refused, token refused, removed, superseded, tampered with: another start would end the same way.
RestartPreventExitStatus=4 10 11 12 13

[Install]
WantedBy=multi-user.target
`;
