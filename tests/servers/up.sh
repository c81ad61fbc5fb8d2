#!/usr/bin/env bash
# up.sh DIR: starts a private PostgreSQL and a private Postfix on free loopback ports, with everything they write below DIR,
# and writes DIR/env (source it). down.sh DIR ends both. Nothing of the system's own servers is read, changed or stopped.
set -euo pipefail
[ $# = 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
dir=$(cd "$1" && pwd)
chmod 755 "$dir"
: >"$dir/env"
failed=
"$here/postgres.sh" "$dir" || failed="PostgreSQL"
"$here/postfix.sh" "$dir" || failed="$failed Postfix"
if [ -n "$failed" ]; then
  echo "Not started: $failed. Tests that need it are skipped (or fail, with KPIDIGEST_REQUIRE_ALL=1)." >&2
  exit 1
fi
