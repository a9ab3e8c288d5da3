#!/usr/bin/env bash
# Searches of a market of 100,000 products in 5,000 shops, each asked once, nothing kept from before.
#   bench/catalogue.sh [SHOPS] [PRODUCTS] [QUESTIONS]
# SQLite. Give JISR_BENCH_DATABASE (an empty database) for PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
shops=${1:-5000} products=${2:-100000} questions=${3:-2000}
publish
dotnet build bench/Load -c Release -v q --nologo
dotnet build bench/Catalogue -c Release -v q --nologo
data=$(mktemp -d)
trap 'kill $jisr 2>/dev/null || true; rm -rf "$data"' EXIT
mkdir "$data/keys"
database=${JISR_BENCH_DATABASE:-sqlite:$data/jisr.db}
artifacts/bin/Catalogue/release/catalogue make "$database" "$data/keys/master.key" "$shops" "$products" "$data"
for part in "$data"/part-*.csv; do $program import products "$part" --data "$data" --database "$database" 2>/dev/null | head -n 1; done
start "$data" --database "$database"
ready "$data"
artifacts/bin/Catalogue/release/catalogue ask 200 | tac >"$data/warm"
artifacts/bin/Catalogue/release/catalogue ask "$questions" >"$data/ask"
artifacts/bin/Load/release/load --paths "$base" "$data/warm" 2 >/dev/null || true
artifacts/bin/Load/release/load --paths "$base" "$data/ask" 2
memory "$jisr"
