#!/usr/bin/env bash
# PostgreSQL with two synchronous standbys on this machine: kills the primary under load, promotes a
# standby, and says what the library's clients saw. See docs/several-machines.md.
#
#   jdbc-store/src/test/machines/postgresql.sh [KILLS]
#
# Needs a JDK and the Debian package postgresql (15 or later; PGBIN=... names another place of its
# programs). As root it runs the servers as the user postgres. Everything is in a temporary folder and
# gone at the end; servers that run already are not touched. Ports: BASE_PORT (25430) and the two after.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
source "$here/common.sh"

base=${BASE_PORT:-25430}
bin=${PGBIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}

port() { case $1 in a) echo "$base" ;; b) echo $((base + 1)) ;; c) echo $((base + 2)) ;; esac; }

sql() { as_owner postgres psql -X -h 127.0.0.1 -p "$(port "$1")" -U postgres -d postgres -qAtc "$2"; }

url() { echo "jdbc:postgresql://$1/postgres?user=postgres&connectTimeout=5"; }

start() {
  as_owner postgres "$bin/pg_ctl" -D "$MACHINES/$1" -l "$MACHINES/$1.log" -W start >/dev/null
  until_true 60 sql "$1" 'SELECT 1'
}

# A copy of server $2, following it.
follow() {
  rm -rf "${MACHINES:?}/$1"
  as_owner postgres "$bin/pg_basebackup" -D "$MACHINES/$1" -R -c fast \
    -d "host=127.0.0.1 port=$(port "$2") user=postgres application_name=$1"
  echo "port = $(port "$1")" | as_owner postgres tee -a "$MACHINES/$1/postgresql.conf" >/dev/null
  start "$1"
}

both_follow() { [ "$(sql "$1" "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'quorum'")" = 2 ]; }

steps() {
  local primary standbys lead dead began
  primary=$(cat "$MACHINES/primary")
  read -ra standbys <<<"$(echo a b c | sed "s/$primary//")"
  case $1 in
    kill)
      until_true 60 both_follow "$primary"
      dead=$(head -1 "$MACHINES/$primary/postmaster.pid")
      began=$(date +%s%3N)
      # All its processes at once, as when the machine goes.
      kill -9 "$dead" $(pgrep -P "$dead")
      # One standby has all that was acknowledged: the one that received most.
      lead=$(for s in "${standbys[@]}"; do
        echo "$(sql "$s" "SELECT pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')") $s"
      done | sort -n | tail -1 | cut -d' ' -f2)
      sql "$lead" 'SELECT pg_promote()' >/dev/null
      for s in "${standbys[@]}"; do
        [ "$s" = "$lead" ] || {
          sql "$s" "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=$(port "$lead") user=postgres application_name=$s'"
          sql "$s" 'SELECT pg_reload_conf()' >/dev/null
        }
      done
      echo "$lead" >"$MACHINES/primary"
      echo "$primary killed, $lead promoted after $(($(date +%s%3N) - began)) ms"
      follow "$primary" "$lead"
      ;;
    standby) url "127.0.0.1:$(port "${standbys[0]}")" ;;
    pause) sql "${standbys[0]}" 'SELECT pg_wal_replay_pause()' && until_true 10 paused "${standbys[0]}" ;;
    resume) sql "${standbys[0]}" 'SELECT pg_wal_replay_resume()' ;;
  esac
}

paused() { [ "$(sql "$1" 'SELECT pg_get_wal_replay_pause_state()')" = paused ]; }

stop() {
  for s in a b c; do
    [ ! -e "$MACHINES/$s/postmaster.pid" ] || as_owner postgres "$bin/pg_ctl" -D "$MACHINES/$s" -m immediate stop >/dev/null || true
  done
}

if [ "${1:-}" = step ]; then
  steps "$2"
  exit
fi

need "$bin/initdb" postgresql
compile
temporary postgres stop
as_owner postgres "$bin/initdb" -D "$MACHINES/a" -U postgres -A trust -E UTF8 --no-sync >/dev/null
as_owner postgres tee -a "$MACHINES/a/postgresql.conf" >/dev/null <<CONF
port = $base
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 50
wal_keep_size = 256MB
synchronous_standby_names = 'ANY 1 (a, b, c)'
CONF
start a
follow b a
follow c a
echo a >"$MACHINES/primary"
sql a 'SELECT version()'
program Failover \
  "$(url "127.0.0.1:$base,127.0.0.1:$((base + 1)),127.0.0.1:$((base + 2))")&targetServerType=primary&hostRecheckSeconds=1" \
  "$MACHINES/step" "${1:-5}"
