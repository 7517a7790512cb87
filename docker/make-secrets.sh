#!/bin/sh
# Makes the secrets of compose.yml in docker/secrets, once. Keep a copy of portal_secret in a safe place: without it the
# license keys in the database cannot be read.
set -eu

cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "docker/secrets is there already; nothing is changed" >&2
  exit 1
fi

random() { head -c 36 /dev/urandom | base64 | tr '+/' '-_'; }

# Nobody passes the folder; inside, the files are readable by the users of the containers, whose numbers differ from ours.
mkdir -m 0700 secrets
password=$(random)
printf '%s' "$password" >secrets/database_password
printf 'postgres://portal:%s@database:5432/portal' "$password" >secrets/database_url
random >secrets/portal_secret
chmod 0444 secrets/*
