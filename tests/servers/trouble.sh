#!/usr/bin/env bash
# trouble.sh DIR WHAT: disturbs the servers that up.sh DIR started.
#   restart-database   cuts every connection and starts again
#   slow SECONDS       the mail server answers content only after so many seconds (0: at once)
#   later              the mail server puts every recipient off with 450
#   accept             and takes them again
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: $0 DIR restart-database | slow SECONDS | later | accept" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../deploy/packages.sh"
PATH=$PATH:/usr/sbin:/sbin
dir=$(cd "$1" && pwd)
cd /

# set_postfix 'NAME = VALUE': for every connection from now on.
set_postfix() {
  as_root postconf -c "$dir/postfix/config" -e "$1"
  as_root postfix -c "$dir/postfix/config" reload >/dev/null 2>&1
}

case $2 in
  restart-database)
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
    owner=()
    if [ "$(id -u)" = 0 ]; then owner=(runuser -u postgres --); fi
    "${owner[@]}" "$bin/pg_ctl" -D "$dir/postgres" -l "$dir/postgres/log" -s -w -t 60 -m fast restart
    ;;
  slow) set_postfix "smtpd_end_of_data_restrictions = sleep ${3:?seconds}" ;;
  later) set_postfix "smtpd_sender_restrictions = check_sender_access static:{450 4.3.2 Come back later}" ;;
  accept) set_postfix "smtpd_sender_restrictions =" ;;
  *) echo "$0: unknown: $2" >&2; exit 2 ;;
esac
