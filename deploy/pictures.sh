#!/usr/bin/env bash
# Makes the README's pictures from the demo: docs/weekly.png and docs/scorecard.png. Run after ./deploy/demo.sh; takes its output folder
# (default: out). Needs the headless browser and poppler-utils.
set -euo pipefail
out=$(cd "${1:-out}" && pwd)
docs=$(cd "$(dirname "$0")/.." && pwd)/docs
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
sandbox=()
[ "$(id -u)" = 0 ] && sandbox=(--no-sandbox)
browser=$(command -v chromium-headless-shell || command -v chromium || command -v google-chrome)
"$browser" --headless "${sandbox[@]}" --disable-gpu --hide-scrollbars --user-data-dir="$profile" --window-size=640,1480 \
  --screenshot="$docs/weekly.png" "file://$out/$(cd "$out" && ls weekly-*-nordics.html)" >/dev/null 2>&1
pdftoppm -r 75 -png -singlefile -f 1 -l 1 "$(ls "$out"/scorecard-*.pdf)" "$docs/scorecard"
ls -l "$docs"/weekly.png "$docs"/scorecard.png
