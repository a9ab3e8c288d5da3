#!/usr/bin/env bash
# A PostgreSQL for tests: on a free loopback port, data in a temporary folder, gone when it is stopped.
#   eval "$(tools/postgres.sh start)"   sets JISR_TEST_POSTGRES and JISR_TEST_POSTGRES_DIR
#   tools/postgres.sh stop DIR
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case "${1:-}" in
  start)
    dir=$(mktemp -d /tmp/jisr-pg.XXXXXX)
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    port=$(python3 - <<'P' 2>/dev/null || echo $((20000 + RANDOM % 20000))
import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])
P
)
    cd /tmp
    as_postgres "$bin/initdb" -D "$dir/data" -U jisr -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    # Tests need speed, not a database that outlives a cut of power.
    as_postgres "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" start >/dev/null
    echo "export JISR_TEST_POSTGRES='Host=127.0.0.1;Port=$port;Username=jisr;Database=postgres'"
    echo "export JISR_TEST_POSTGRES_DIR='$dir'" ;;
  stop)
    cd /tmp
    as_postgres "$bin/pg_ctl" -D "$2/data" -m immediate stop >/dev/null || true
    rm -rf "$2" ;;
  *) sed -n '2,4p' "$0"; exit 2 ;;
esac
