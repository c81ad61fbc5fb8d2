#!/usr/bin/env bash
# down.sh DIR: ends the servers that up.sh DIR started, by their own process ids, and leaves the files.
set -uo pipefail
[ $# = 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../deploy/packages.sh"
PATH=$PATH:/usr/sbin:/sbin
dir=$(cd "$1" && pwd)
cd /
if [ -f "$dir/postgres/postmaster.pid" ]; then
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$bin/pg_ctl" -D "$dir/postgres" -s -m immediate stop
  else
    "$bin/pg_ctl" -D "$dir/postgres" -s -m immediate stop
  fi
fi
if as_root test -f "$dir/postfix/queue/pid/master.pid"; then
  as_root postfix -c "$dir/postfix/config" stop >/dev/null 2>&1
fi
exit 0
