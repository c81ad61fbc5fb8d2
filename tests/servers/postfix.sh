#!/usr/bin/env bash
# postfix.sh DIR: a Postfix of our own below DIR/postfix that takes mail for any address into one maildir. STARTTLS + login on one
# port, implicit TLS + login on another, plain without login on a third. What tests need to know is appended to DIR/env.
# Recipients refused@… get 550 5.1.1 and later@… 450 4.2.1 at RCPT; mail to gone@… is taken and bounces with 5.1.1.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/ports.sh"
. "$here/../../deploy/packages.sh"
PATH=$PATH:/usr/sbin:/sbin
dir=$1/postfix
if ! command -v postfix >/dev/null || ! command -v saslpasswd2 >/dev/null; then
  echo "Postfix or saslpasswd2 is missing: apt-get install postfix sasl2-bin" >&2
  exit 1
fi
if ! can_be_root; then
  echo "Postfix can be started by root only (or with a sudo that asks no password)." >&2
  exit 1
fi

mkdir -p "$dir"/{config/sasl,tls,log,mail,queue,data}
user=digest
password=$(openssl rand -hex 12)

# An own CA and a certificate for localhost.
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=KpiDigest test CA' \
  -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
  -keyout "$dir/tls/ca.key" -out "$dir/tls/ca.crt" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj '/CN=localhost' -keyout "$dir/tls/server.key" -out "$dir/tls/server.csr" 2>/dev/null
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' >"$dir/tls/server.ext"
openssl x509 -req -in "$dir/tls/server.csr" -CA "$dir/tls/ca.crt" -CAkey "$dir/tls/ca.key" -CAcreateserial -days 30 \
  -extfile "$dir/tls/server.ext" -out "$dir/tls/server.crt" 2>/dev/null

# The delivery agent refuses to write as root.
owner=$(id -u)
group=$(id -g)
if [ "$owner" = 0 ]; then owner=$(id -u nobody); group=$(id -g nobody); fi

write_config() {
  starttls=$(free_port)
  tls=$(free_port)
  plain=$(free_port)
  cat >"$dir/config/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $dir/queue
data_directory = $dir/data
command_directory = /usr/sbin
maillog_file = $dir/log/mail.log
maillog_file_prefixes = $dir/log
multi_instance_name = postfix-kpidigest
multi_instance_enable = yes
myhostname = localhost
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
smtpd_helo_required = yes
smtpd_error_sleep_time = 0
in_flow_delay = 0
message_size_limit = 26214400
virtual_mailbox_domains = static:all
virtual_mailbox_maps = regexp:$dir/config/mailboxes
virtual_mailbox_base = $dir/mail
virtual_uid_maps = static:$owner
virtual_gid_maps = static:$group
virtual_mailbox_limit = 0
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access regexp:$dir/config/recipients, permit_mynetworks, permit_sasl_authenticated, reject
smtpd_tls_cert_file = $dir/tls/server.crt
smtpd_tls_key_file = $dir/tls/server.key
smtpd_tls_security_level = may
smtpd_sasl_type = cyrus
smtpd_sasl_path = smtpd
cyrus_sasl_config_path = $dir/config/sasl
smtpd_sasl_local_domain = localhost
smtpd_sasl_security_options = noanonymous
EOF
  cat >"$dir/config/master.cf" <<EOF
127.0.0.1:$starttls inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:$tls inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:$plain inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
EOF
}

printf '/^refused@/ 550 5.1.1 No such user here\n/^later@/ 450 4.2.1 Mailbox busy, try again later\n' >"$dir/config/recipients"
printf '!/^gone@/ Maildir/\n' >"$dir/config/mailboxes"
printf 'pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: %s/sasldb\nmech_list: PLAIN LOGIN\n' "$dir/data" >"$dir/config/sasl/smtpd.conf"
printf '%s' "$password" | saslpasswd2 -p -c -u localhost -f "$dir/data/sasldb" "$user"
write_config
as_root chown -R postfix "$dir/data"
as_root chown "$owner:$group" "$dir/mail"
as_root chown -R root "$dir/queue" "$dir/config"
for _ in 1 2 3; do
  if as_root postfix -c "$dir/config" start >>"$1/postfix.log" 2>&1; then
    {
      echo "export KPIDIGEST_TEST_SMTP_HOST=localhost"
      echo "export KPIDIGEST_TEST_SMTP_PORT=$starttls"
      echo "export KPIDIGEST_TEST_SMTP_TLS_PORT=$tls"
      echo "export KPIDIGEST_TEST_SMTP_PLAIN_PORT=$plain"
      echo "export KPIDIGEST_TEST_SMTP_USER=$user"
      echo "export KPIDIGEST_TEST_SMTP_PASSWORD=$password"
      echo "export KPIDIGEST_TEST_SMTP_CA='$dir/tls/ca.crt'"
      echo "export KPIDIGEST_TEST_SMTP_MAILDIR='$dir/mail/Maildir'"
    } >>"$1/env"
    exit 0
  fi
  as_root chown -R "$(id -u)" "$dir/config"
  write_config
  as_root chown -R root "$dir/config"
done
cat "$1/postfix.log" "$dir/log/mail.log" >&2 2>/dev/null || true
exit 1
