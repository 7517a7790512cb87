#!/bin/sh
# Builds the portal from the sources in the working folder into the folder that is named: what production runs, and
# nothing else. The Dockerfile and docker/image.spec.ts run these same steps.
set -eu

out=${1:?"usage: docker/build.sh <folder>"}

npm ci --prefer-offline --no-audit --no-fund
npm run build

mkdir -p "$out/server" "$out/web/dist" "$out/agent/dist"
cp -R server/dist "$out/server/dist"
cp -R web/dist/browser "$out/web/dist/browser"
# What custom clients are built from: the agent as one file.
for file in mydesk-agent.mjs THIRD-PARTY.txt manifest.json; do cp "agent/dist/$file" "$out/agent/dist/"; done
cp schema.graphql docker/ready.mjs "$out/"

# The lock file speaks of every workspace, so npm wants to see each one's package.json.
cp package.json package-lock.json "$out/"
for workspace in server web agent bench; do
  mkdir -p "$out/$workspace"
  cp "$workspace/package.json" "$out/$workspace/"
done
(cd "$out" && npm ci --prefer-offline --omit=dev --workspace=server --no-audit --no-fund)
rm -rf "$out/agent/package.json" "$out/bench" "$out/web/package.json"
