#!/usr/bin/env bash
# Orders through the API: each is one transaction with receipt, stock, audit row and events.
#   bench/orders.sh [N] [CONNECTIONS]
# On the demo world, SQLite. Give JISR_BENCH_DATABASE for PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
n=${1:-2000} connections=${2:-16}
publish
dotnet build bench/Load -c Release -v q --nologo
data=$(mktemp -d)
trap 'kill $jisr 2>/dev/null || true; rm -rf "$data"' EXIT
start "$data" --demo --Jisr:WritesPerMinute=1000000 ${JISR_BENCH_DATABASE:+--database "$JISR_BENCH_DATABASE" --Jisr:MigrateAtStart=true}
ready "$data"
# Made to order, so that the stock never ends.
echo '{"id":"{id}","shop":"um-yazan-mouneh","lines":[{"sku":"UYM-DAI-11","qty":1000}],"name":"Bench","phone":"09441{n}","pickUpPoint":"المركز، من التاسعة إلى الواحدة"}' |
  artifacts/bin/Load/release/load --orders "$base/api/v1/orders" "$n" "$connections"
echo "$(memory "$jisr")"
$program ledger verify --data "$data" ${JISR_BENCH_DATABASE:+--database "$JISR_BENCH_DATABASE"}
