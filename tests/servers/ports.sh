# Sourced: free_port prints a loopback port that nobody listens on, below the range that systems hand out to clients.
# shellcheck shell=bash
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo $port; return; fi
  done
}
