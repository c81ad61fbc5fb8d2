#!/usr/bin/env bash
# postgres.sh DIR: a PostgreSQL of our own below DIR/postgres; its connection string is appended to DIR/env.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/ports.sh"
data=$1/postgres
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL's server programs are missing: apt-get install postgresql" >&2
  exit 1
fi

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

mkdir -p "$data"
if [ "$(id -u)" = 0 ]; then chown postgres: "$data"; fi
cd /
as_owner "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --no-locale --no-sync >/dev/null
for _ in 1 2 3; do
  port=$(free_port)
  # The tests kill workers, never the machine; benchmarks ask for fsync=on.
  if as_owner "$bin/pg_ctl" -D "$data" -l "$data/log" -s -w -t 60 \
    -o "-p $port -k $data -c listen_addresses=127.0.0.1 -c fsync=${KPIDIGEST_TEST_FSYNC:-off} -c max_connections=200" start; then
    echo "export KPIDIGEST_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres'" >>"$1/env"
    exit 0
  fi
done
tail -20 "$data/log" >&2
exit 1
