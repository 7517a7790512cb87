#!/bin/sh
# Installs the portal as a service of this machine, or brings one that is there up to date. Run it as root.
# DESTDIR is for those who build images: nothing of the running system is touched then.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=${DESTDIR:-}
target=/opt/mydesk-portal
if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
  echo 'Run this as root: sudo ./install.sh' >&2
  exit 1
fi
for program in node npm; do
  if ! command -v $program >/dev/null 2>&1; then
    echo 'Node.js 20.19 or later and npm are needed: https://nodejs.org' >&2
    exit 1
  fi
done
node=$(command -v node)

# Made beside what runs, and put into its place when it is whole.
fresh="$root$target.new"
rm -rf "$fresh"
mkdir -p "$(dirname "$fresh")" "$root/etc/systemd/system"
cp -R "$here/portal" "$fresh"
(cd "$fresh" && npm ci --omit=dev --workspace=server --no-audit --no-fund && node appliance/link-libraries.mjs)
rm -rf "$root$target.old"
if [ -e "$root$target" ]; then mv "$root$target" "$root$target.old"; fi
mv "$fresh" "$root$target"
rm -rf "$root$target.old"

sed "s|@NODE@|$node|" "$here/mydesk-portal.service" >"$root/etc/systemd/system/mydesk-portal.service"
if [ ! -e "$root/etc/mydesk-portal.env" ]; then
  cp "$here/mydesk-portal.env" "$root/etc/mydesk-portal.env"
  chmod 600 "$root/etc/mydesk-portal.env"
fi
if [ -n "$root" ]; then exit 0; fi

id mydesk-portal >/dev/null 2>&1 ||
  useradd --system --home-dir /var/lib/mydesk-portal --shell /usr/sbin/nologin mydesk-portal
systemctl daemon-reload
systemctl try-restart mydesk-portal.service
echo 'Installed. Set PORTAL_URL in /etc/mydesk-portal.env, then: systemctl enable --now mydesk-portal'
