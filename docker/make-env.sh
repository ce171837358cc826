#!/bin/sh
# Writes .env beside docker-compose.yml: .env.example with a fresh random secret for every name that is left empty there.
# Needs nothing but a POSIX shell; never overwrites an .env that exists.
set -eu
umask 077
cd "$(dirname "$0")/.."
target=${1:-.env}

if [ -e "$target" ]; then
  echo "$target exists and is kept. Passwords already given to the database must not change; to start anew remove the volumes and $target." >&2
  exit 1
fi

random() { od -An -v -N 32 -tx1 /dev/urandom | tr -d ' \n'; }
fernet() { head -c 32 /dev/urandom | base64 | tr -- '+/' '-_'; }

part=$target.part.$$
trap 'rm -f "$part"' EXIT
while IFS= read -r line; do
  case $line in
    AIRFLOW_FERNET_KEY=) line=$line$(fernet) ;;
    [A-Z]*=) line=$line$(random) ;;
  esac
  printf '%s\n' "$line"
done <.env.example >"$part"
mv "$part" "$target"
echo "$target is written, readable by you alone. The UI's user is admin; its password is BRIEFWIRE_UI_PASSWORD in that file."
