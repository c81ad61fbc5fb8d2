#!/usr/bin/env bash
# Builds and passes all tests: ./tests/run.sh [--long] [--filter EXPRESSION]
# Installs what the tests need (apt-get), starts a private PostgreSQL and Postfix on loopback, checks the format, runs both test
# projects and ends the servers. The last line is plain: N passed, N failed, N skipped. Exit code 0 only without failures.
#   --long     also the long chaos and load runs
#   --filter   only tests that match (as in: dotnet test --filter)
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/deploy/packages.sh"

filter='Length!=Long'
extra=
while [ $# -gt 0 ]; do
  case $1 in
    --long) filter=; export KPIDIGEST_TEST_LONG=1 KPIDIGEST_TEST_KILLS=200 ;;
    --filter) extra=${2:?--filter needs an expression}; shift ;;
    *) echo "usage: $0 [--long] [--filter EXPRESSION]" >&2; exit 2 ;;
  esac
  shift
done

work=$(mktemp -d "${TMPDIR:-/tmp}/kpidigest-tests.XXXXXX")
finish() {
  local status=$?
  "$root/tests/servers/down.sh" "$work/servers" 2>/dev/null
  if can_be_root; then as_root rm -rf "$work"; else rm -rf "$work"; fi
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM
mkdir -p "$work/servers"
# PostgreSQL and Postfix run as users of their own and must reach their folders.
chmod 755 "$work" "$work/servers"

# stop WHAT: a step before the tests failed, so there is nothing to count.
stop() {
  echo "$1"
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}

export KPIDIGEST_TESTDATA=${KPIDIGEST_TESTDATA:-$(dirname "$root")/shared/data}
require_sdk || stop "No .NET 10 SDK."

# Other distributions of Node bring npm along; Debian's are two packages.
node_packages=()
command -v npm >/dev/null || node_packages=(nodejs npm)
install_packages postgresql postfix sasl2-bin openssl python3 poppler-utils qpdf mupdf-tools "${node_packages[@]}" "${PRINTING_PACKAGES[@]}" ||
  echo "Tests that need what is missing are skipped."
# Debian 12's Node is too old for the linters (they need 20.19): a newer one is put beside.
fresh_node() { command -v node >/dev/null && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; }
if command -v npm >/dev/null && ! fresh_node; then
  [ -x "$root/tests/quality/node/node_modules/.bin/node" ] || npm install --silent --no-save --prefix "$root/tests/quality/node" node@22 || echo "npm could not install a newer Node."
  export PATH=$root/tests/quality/node/node_modules/.bin:$PATH
fi
# The linters' browser is the one that prints; none is downloaded.
[ -d "$root/tests/quality/node_modules" ] && [ "$root/tests/quality/node_modules" -nt "$root/tests/quality/package-lock.json" ] ||
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --prefix "$root/tests/quality" || echo "npm could not install the linters of tests/quality."
# A package installs its programs into /usr/sbin, which not every shell has on its path.
export PATH=$PATH:/usr/sbin
"$root/tests/servers/up.sh" "$work/servers"
. "$work/servers/env"

if [ -d "$KPIDIGEST_TESTDATA" ]; then
  if can_be_root; then export KPIDIGEST_REQUIRE_ALL=${KPIDIGEST_REQUIRE_ALL:-1}; fi
else
  echo "Reference data is not at $KPIDIGEST_TESTDATA (KPIDIGEST_TESTDATA): tests that need it are skipped."
fi

cd "$root" || exit 1
dotnet build KpiDigest.sln -c Release -v quiet --nologo || stop "The build failed."
dotnet format KpiDigest.sln --verify-no-changes --no-restore || stop "The format differs: run dotnet format KpiDigest.sln."

[ -z "$extra" ] || filter="${filter:+$filter&}($extra)"
failed_hosts=0
for project in KpiDigest.Core.Tests KpiDigest.Tests; do
  dotnet test "tests/$project" -c Release --no-build --nologo --logger "trx;LogFileName=$project.trx" --results-directory "$work/results" \
    --blame-hang-timeout 10m --blame-hang-dump-type none \
    --logger "console;verbosity=normal" ${filter:+--filter "$filter"} >"$work/$project.log" 2>&1
  status=$?
  # Passed tests are not worth a line; everything else is.
  grep -vE '^ *Passed |^A total of|^Starting test|^Results File' "$work/$project.log"
  # A host that died, found no tests or failed at its end writes no failed test.
  if [ $status != 0 ] && ! grep -qE '<UnitTestResult [^>]*outcome="Failed"' "$work/results/$project.trx" 2>/dev/null; then failed_hosts=$((failed_hosts + 1)); fi
done

# sum ATTRIBUTE: of the counters in all result files.
sum() {
  cat "$work"/results/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}
passed=$(sum passed)
failed=$(($(sum failed) + $(sum error) + $(sum timeout) + $(sum aborted) + failed_hosts))
skipped=$(($(sum total) - $(sum executed)))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
