#!/usr/bin/env bash
# Throughput of one page against a bare Kestrel handler that returns the same bytes, on the same cores, taking turns.
#   bench/page.sh ADDRESS-OF-A-RUNNING-JISR PATH [SECONDS] [ROUNDS]
# The page is asked twice as well with a query that nobody asked before, so that it is made anew each time (uncached).
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
base=$1 path=$2 seconds=${3:-5} rounds=${4:-3}
loopback "$base"
dotnet build bench/Bare -c Release -v q --nologo
bytes=$(mktemp)
curl -sf -H 'Accept-Encoding: br' "$base$path" -o "$bytes"
echo "page: $(wc -c <"$bytes") bytes as sent (brotli)"
port=$((20000 + RANDOM % 20000))
artifacts/bin/Bare/release/bare "$bytes" "http://127.0.0.1:$port" br >/dev/null & bare=$!
trap 'kill $bare; rm -f "$bytes"' EXIT
sleep 1
rps "http://127.0.0.1:$port$path" 2 32 >/dev/null; rps "$base$path" 2 32 >/dev/null
for _ in $(seq "$rounds"); do
  b=$(rps "http://127.0.0.1:$port$path" "$seconds" 32); j=$(rps "$base$path" "$seconds" 32)
  awk -v b="$b" -v j="$j" 'BEGIN { printf "bare %.0f/s  jisr, kept %.0f/s  ratio %.2f\n", b, j, j / b }'
done
# A signed-in cookie, even a false one, is never answered from what is kept.
u=$(rps "$base$path" "$seconds" 8 'Cookie: __Host-app=none')
awk -v u="$u" 'BEGIN { printf "jisr, made anew each time %.0f/s\n", u }'
