#!/bin/sh
# Builds the portal from the sources in the working folder into the folder that is named: what production runs, and
# nothing else. The Dockerfile and docker/image.spec.ts run these same steps.
set -eu

out=${1:?"usage: docker/build.sh <folder>"}

npm ci --prefer-offline --no-audit --no-fund
npm run build

mkdir -p "$out/server" "$out/web/dist" "$out/agent/dist" "$out/docker"
cp -R server/dist "$out/server/dist"
cp -R server/bin "$out/server/bin"
cp -R web/dist/browser "$out/web/dist/browser"
# What custom clients are built from: the agent as one file.
for file in mydesk-agent.mjs THIRD-PARTY.txt manifest.json; do cp "agent/dist/$file" "$out/agent/dist/"; done
cp schema.graphql docker/ready.mjs LICENSE "$out/"
# What people read, and what the installer of the appliance is put together from.
cp -R docs appliance "$out/"
cp server/.env.example "$out/server/"
cp docker/ready.mjs docker/compose.yml docker/make-secrets.sh "$out/docker/"

# The lock file speaks of every workspace, so npm wants to see each one's package.json.
cp package.json package-lock.json "$out/"
for workspace in server web agent bench; do
  mkdir -p "$out/$workspace"
  cp "$workspace/package.json" "$out/$workspace/"
done
(cd "$out" && npm ci --prefer-offline --omit=dev --workspace=server --no-audit --no-fund)
