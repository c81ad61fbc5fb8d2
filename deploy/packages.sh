# Sourced by demo.sh and tests/run.sh: installs Debian and Ubuntu packages without asking anything.
# shellcheck shell=bash

# Runs a command as root: directly, or by a sudo that asks no password. Fails where neither is possible.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

has_candidate() {
  apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'
}

# pick_package A|B|C: the one that is installed, else the first that the system offers, else the first.
pick_package() {
  local name names
  IFS='|' read -ra names <<<"$1"
  for name in "${names[@]}"; do is_installed "$name" && { echo "$name"; return; }; done
  for name in "${names[@]}"; do has_candidate "$name" && { echo "$name"; return; }; done
  echo "${names[0]}"
}

# missing_packages A|B C …: those of which no alternative is installed, as written.
missing_packages() {
  local choice name names found
  for choice in "$@"; do
    found=
    IFS='|' read -ra names <<<"$choice"
    for name in "${names[@]}"; do if is_installed "$name"; then found=1; fi; done
    [ -n "$found" ] || echo "$choice"
  done
}

# install_packages A|B C …: installs what is missing. Services that a package would start stay stopped.
# Fails, with a line that says what to do, where it cannot.
install_packages() {
  local missing choice log policy=/usr/sbin/policy-rc.d made_policy= names=() status=0
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]}. This system has no apt-get; install them by hand." >&2
    return 1
  fi
  if ! can_be_root; then
    echo "Missing: ${missing[*]}. Run as root: apt-get install ${missing[*]%%|*}" >&2
    return 1
  fi
  echo "Installing: ${missing[*]%%|*}" >&2
  log=$(mktemp)
  as_root apt-get update -qq >"$log" 2>&1 || echo "apt-get update failed; trying with the lists at hand." >&2
  for choice in "${missing[@]}"; do names+=("$(pick_package "$choice")"); done
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    made_policy=1
  fi
  # Postfix would ask what kind of site this is; we start an instance of our own and leave the system's unconfigured.
  if command -v debconf-set-selections >/dev/null; then
    echo 'postfix postfix/main_mailer_type select No configuration' | as_root debconf-set-selections
  fi
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${names[@]}" >"$log" 2>&1 </dev/null || status=1
  if [ -n "$made_policy" ]; then as_root rm -f "$policy"; fi
  if [ $status != 0 ]; then
    tail -20 "$log" >&2
    echo "apt-get could not install: ${names[*]}" >&2
  fi
  rm -f "$log"
  return $status
}

# What printing a scorecard needs: a headless Chromium and fonts for most of the world's scripts.
PRINTING_PACKAGES=('chromium-headless-shell|chromium|google-chrome-stable' 'fonts-liberation2|fonts-liberation' fonts-noto-core fonts-droid-fallback)

# require_sdk: the .NET 10 SDK on PATH, or a message and failure.
require_sdk() {
  if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then export PATH="$HOME/.dotnet:$PATH"; fi
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "The .NET 10 SDK is missing. Install it from https://dot.net and run this again." >&2
    return 1
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
}
