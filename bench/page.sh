#!/usr/bin/env bash
# Throughput of one page against a bare Kestrel handler that returns the same bytes, on the same cores, taking turns.
#   bench/page.sh ADDRESS-OF-A-RUNNING-JISR PATH [SECONDS] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."
base=$1 path=$2 seconds=${3:-5} rounds=${4:-3}
case $base in http://127.*|http://localhost*) ;; *) echo "loopback only" >&2; exit 2 ;; esac
dotnet build bench/Bare -c Release -v q --nologo
bytes=$(mktemp)
curl -s -H 'Accept-Encoding: br' "$base$path" -o "$bytes"
echo "page: $(wc -c <"$bytes") bytes as sent"
port=$((20000 + RANDOM % 20000))
artifacts/bin/Bare/release/bare "$bytes" "http://127.0.0.1:$port" br >/dev/null & bare=$!
trap 'kill $bare; rm -f "$bytes"' EXIT
sleep 1
rps() { wrk -t1 -c32 -d"${seconds}s" -H 'Accept-Encoding: br' "$1" | awk '/Requests\/sec/ { print $2 }'; }
rps "http://127.0.0.1:$port$path" >/dev/null; rps "$base$path" >/dev/null
for _ in $(seq "$rounds"); do
  b=$(rps "http://127.0.0.1:$port$path"); j=$(rps "$base$path")
  awk -v b="$b" -v j="$j" 'BEGIN { printf "bare %.0f/s  jisr %.0f/s  ratio %.2f\n", b, j, j / b }'
done
