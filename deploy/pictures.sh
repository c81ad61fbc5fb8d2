#!/usr/bin/env bash
# Makes the README's pictures from the demo's output (default: out): a team's weekly digest and the scorecard's first page, into
# deploy/pictures. Run ./deploy/demo.sh first. Needs the headless browser and poppler-utils.
set -euo pipefail
pictures=$(cd "$(dirname "$0")" && pwd)/pictures
out=$(cd "${1:-out}" && pwd)
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
sandbox=()
[ "$(id -u)" != 0 ] || sandbox=(--no-sandbox)
browser=$(command -v chromium-headless-shell || command -v chromium || command -v google-chrome)
mail=$(ls "$out"/weekly-*-nordics.html)
"$browser" --headless "${sandbox[@]}" --disable-gpu --hide-scrollbars --user-data-dir="$profile" --window-size=640,1434 \
  --screenshot="$pictures/weekly.png" "file://$mail" >/dev/null 2>&1
pdftoppm -r 75 -png -singlefile -f 1 -l 1 "$(ls "$out"/scorecard-*.pdf)" "$pictures/scorecard"
ls -l "$pictures"
