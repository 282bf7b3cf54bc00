# What the scripts of this folder share; they source it.

# Runs a command as the user of the servers, which refuse to run as root.
as_owner() {
  local owner=$1
  shift
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u "$owner" -- "$@"); else "$@"; fi
}

# Runs a command until it succeeds, at most so many seconds.
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { echo "not in time: $*" >&2; return 1; }
    sleep 0.1
  done
}

need() {
  command -v "$1" >/dev/null || { echo "$1 is not there: install the Debian package $2" >&2; exit 1; }
}

# Makes the temporary folder MACHINES for a user, to be cleared away at the end by function $2.
temporary() {
  local owner=$1 stop=$2
  MACHINES=$(mktemp -d)
  export MACHINES
  # shellcheck disable=SC2064
  trap "status=\$?; $stop; rm -rf '$MACHINES'; exit \$status" EXIT
  trap 'exit 130' INT TERM
  [ "$(id -u)" != 0 ] || chown "$owner" "$MACHINES"
  printf '#!/bin/sh\nexec "%s" step "$@"\n' "$(readlink -f "$0")" >"$MACHINES/step"
  chmod +x "$MACHINES/step"
}

# Compiles the programs, unless COMPILED=1 says that they are.
compile() {
  root=$(cd "$here/../../../.." && pwd)
  [ -n "${COMPILED:-}" ] || (cd "$root" && ./mvnw -q -B -ntp -pl jdbc-store -am test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile=target/test.classpath -Dmdep.regenerateFile=true)
}

# Runs one of them.
program() {
  local target=$root/jdbc-store/target name=$1
  shift
  java -Xmx512m -cp "$target/test-classes:$target/classes:$(cat "$target/test.classpath")" \
    "dev.bailiwick.jdbc.machines.$name" "$@" 2> >(grep -v "^SLF4J" >&2)
}
