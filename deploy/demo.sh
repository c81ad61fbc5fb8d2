#!/usr/bin/env bash
# From a clone to mails and a scorecard with one command: ./deploy/demo.sh [--data FOLDER] [--out DIR] [any option of: kpidigest demo]
# Needs the .NET 10 SDK. Installs what printing the scorecard needs (apt-get, as root or with a sudo that asks no password); without
# that it says what is missing and makes the mails all the same. Paths are relative to where you are; results go to out/ there.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/deploy/packages.sh"

require_sdk
install_packages "${PRINTING_PACKAGES[@]}" || echo "The mails need none of this; the scorecard's PDF does." >&2

# Built once: again only when a source, project or template is newer than the program.
project=$root/src/KpiDigest
program=$project/bin/Release/net10.0/kpidigest.dll
if [ ! -f "$program" ] ||
  [ -n "$(find "$root/src" "$root/templates" "$root"/*.props -newer "$program" -type f -not -path '*/obj/*' -not -path '*/bin/*' -print -quit)" ]; then
  echo "Building (once) ..." >&2
  dotnet build "$project/KpiDigest.csproj" -c Release -v quiet --nologo >&2
  touch "$program"
fi

arguments=("$@")
case " $* " in *" --out "* | *" --out="*) ;; *) arguments+=(--out out) ;; esac
exec dotnet "$program" demo "${arguments[@]}"
