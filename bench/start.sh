#!/usr/bin/env bash
# From the start of the process to the first page, on a database that is up to date; and memory afterwards and after load.
#   bench/start.sh [TIMES]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
times=${1:-5}
publish
data=$(mktemp -d)
trap 'kill $jisr 2>/dev/null || true; rm -rf "$data"' EXIT
$program migrate --data "$data" >/dev/null
for _ in $(seq "$times"); do
  from=$(date +%s%N)
  start "$data"
  until curl -sf "$base/" >/dev/null; do kill -0 "$jisr" || { cat "$data/log" >&2; exit 1; }; sleep 0.01; done
  awk -v a="$from" -v b="$(date +%s%N)" 'BEGIN { printf "first page after %.2f s\n", (b - a) / 1e9 }'
  kill "$jisr"; wait "$jisr" || true
done
start "$data"; ready "$data"
echo "idle: $(memory "$jisr")"
rps "$base/help" 10 32 >/dev/null
echo "after 10 s of load: $(memory "$jisr")"
