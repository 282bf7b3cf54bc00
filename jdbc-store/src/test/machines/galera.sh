#!/usr/bin/env bash
# A MariaDB Galera cluster of three nodes on this machine: what its SERIALIZABLE lets through and the
# library does not, what reads need there, and what a killed node costs. See docs/several-machines.md.
#
#   jdbc-store/src/test/machines/galera.sh [ROUNDS]
#
# Needs a JDK and the Debian packages mariadb-server, galera-4 and rsync. As root it runs the servers as
# the user mysql. Everything is in a temporary folder and gone at the end; servers that run already are
# not touched. Ports: BASE_PORT (25500) and the 29 after.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"

base=${BASE_PORT:-25500}
provider=/usr/lib/galera/libgalera_smm.so
PATH=$PATH:/usr/sbin

port() { echo $((base + 10 * $1)); }

sql() { mariadb --no-defaults -uroot -S "$MACHINES/$1.sock" -Nse "$2"; }

url() { echo "jdbc:mariadb://127.0.0.1:$(port "$1")/bailiwick?user=root"; }

synced() { [ "$(sql "$1" "SHOW STATUS LIKE 'wsrep_local_state_comment'" | cut -f2)" = Synced ]; }

# Starts node $1 with more arguments.
start() {
  local n=$1 at
  at=$(port "$n")
  shift
  cat >"$MACHINES/$n.cnf" <<CONF
[mariadbd]
datadir = $MACHINES/$n
socket = $MACHINES/$n.sock
pid_file = $MACHINES/$n.pid
log_error = $MACHINES/$n.log
port = $at
bind_address = 127.0.0.1
character_set_server = utf8mb4
binlog_format = ROW
innodb_autoinc_lock_mode = 2
innodb_buffer_pool_size = 64M
wsrep_on = ON
wsrep_provider = $provider
wsrep_cluster_name = bailiwick
wsrep_cluster_address = gcomm://127.0.0.1:$(($(port 0) + 1)),127.0.0.1:$(($(port 1) + 1)),127.0.0.1:$(($(port 2) + 1))
wsrep_node_name = n$n
wsrep_node_address = 127.0.0.1:$((at + 1))
wsrep_sst_method = rsync
wsrep_sst_receive_address = 127.0.0.1:$((at + 3))
wsrep_provider_options = "base_host=127.0.0.1;base_port=$((at + 1));gmcast.listen_addr=tcp://127.0.0.1:$((at + 1));ist.recv_addr=127.0.0.1:$((at + 2));gcache.size=64M"
CONF
  as_owner mysql mariadb-install-db --no-defaults --auth-root-authentication-method=normal \
    --skip-test-db --datadir="$MACHINES/$n" >/dev/null
  as_owner mysql mariadbd --defaults-file="$MACHINES/$n.cnf" "$@" >/dev/null 2>&1 &
  until_true 60 synced "$n"
}

pid() { cat "$MACHINES/$1.pid"; }

stop() {
  for n in 0 1 2; do
    [ ! -e "$MACHINES/$n.pid" ] || kill -9 "$(pid $n)" 2>/dev/null || true
  done
}

if [ "${1:-}" = step ]; then
  kill -9 "$(pid "$3")"
  exit
fi

need mariadbd mariadb-server
need rsync rsync
[ -e $provider ] || need $provider galera-4
compile
temporary mysql stop
start 0 --wsrep-new-cluster
start 1
start 2
sql 0 "CREATE DATABASE bailiwick; SELECT version()"
sql 0 "SHOW STATUS LIKE 'wsrep_provider_version'; SHOW STATUS LIKE 'wsrep_cluster_size'"
program Cluster "$MACHINES/step" "${1:-100}" "$(url 0)" "$(url 1)" "$(url 2)"
