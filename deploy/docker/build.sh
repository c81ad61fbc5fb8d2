#!/usr/bin/env bash
# The image: ./deploy/docker/build.sh [TAG]   (default kpidigest). Needs the .NET 10 SDK and docker (or podman: DOCKER=podman).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../packages.sh"
require_sdk
rm -rf "$here/out"
dotnet publish "$here/../../src/KpiDigest" -c Release -r linux-x64 --self-contained -o "$here/out" -v quiet --nologo \
  -p:NuGetLockFilePath=obj/publish.lock.json
"${DOCKER:-docker}" build -t "${1:-kpidigest}" "$here"
