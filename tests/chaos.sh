#!/usr/bin/env bash
# The chaos run alone: ./tests/chaos.sh [KILLS]   (default 200; about three seconds each)
# Two workers on a PostgreSQL and a Postfix of their own, 500 readers, kill -9 while mails leave; prints what it counted.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/deploy/packages.sh"
require_sdk
install_packages postgresql postfix sasl2-bin openssl
export PATH=$PATH:/usr/sbin KPIDIGEST_REQUIRE_ALL=1 KPIDIGEST_TEST_KILLS=${1:-200}
work=$(mktemp -d "${TMPDIR:-/tmp}/kpidigest-chaos.XXXXXX")
chmod 755 "$work"
trap '"$root/tests/servers/down.sh" "$work" 2>/dev/null; as_root rm -rf "$work"' EXIT
"$root/tests/servers/up.sh" "$work"
. "$work/env"
dotnet build "$root/tests/KpiDigest.Tests" -c Release -v quiet --nologo
"$root/tests/KpiDigest.Tests/bin/Release/net10.0/KpiDigest.Tests" -class 'KpiDigest.Tests.Runs.ChaosTests' -showliveoutput -noColor
