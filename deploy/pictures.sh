#!/usr/bin/env bash
# Makes the README's pictures from the demo's output (default: out): a team's weekly digest as on a desk and, dark, on a phone, and the
# scorecard's first and third page, into deploy/pictures. Run ./deploy/demo.sh first. Needs the headless browser and poppler-utils.
set -euo pipefail
pictures=$(cd "$(dirname "$0")" && pwd)/pictures
out=$(cd "${1:-out}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
options=(--headless --disable-gpu --hide-scrollbars --user-data-dir="$work/profile")
[ "$(id -u)" != 0 ] || options+=(--no-sandbox)
browser=$(command -v chromium-headless-shell || command -v chromium || command -v google-chrome)
mail=$(ls "$out"/weekly-*-nordics.html)

# picture NAME WIDTH [OPTION]...: the whole mail, whatever its height at that width.
picture() {
  local name=$1 width=$2 height
  shift 2
  { cat "$mail"; echo '<script>document.title = document.documentElement.scrollHeight</script>'; } >"$work/measured.html"
  height=$("$browser" "${options[@]}" --window-size="$width,400" --dump-dom "file://$work/measured.html" 2>/dev/null | sed -n 's|.*<title>\([0-9]*\)</title>.*|\1|p')
  "$browser" "${options[@]}" "$@" --window-size="$width,$height" --screenshot="$pictures/$name.png" "file://$mail" >/dev/null 2>&1
}

picture weekly 640
picture weekly-phone-dark 360 --blink-settings=preferredColorScheme=0
pdftoppm -r 75 -png -singlefile -f 1 -l 1 "$(ls "$out"/scorecard-*.pdf)" "$pictures/scorecard"
pdftoppm -r 75 -png -singlefile -f 3 -l 3 "$(ls "$out"/scorecard-*.pdf)" "$pictures/scorecard-drivers"
ls -l "$pictures"
