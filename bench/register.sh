#!/usr/bin/env bash
# Registering one woman in a register of many: `import people` of FILE, then N more one by one (rows of MORE), each with the
# duplicate check.
#   bench/register.sh FILE.csv MORE.csv [N]
# SQLite; JISR_BENCH_DATABASE (an empty one) for PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 1 ] || { sed -n 2,5p "$0"; exit 2; }
. bench/lib.sh
publish
dotnet build bench/Register -c Release -v q --nologo -p:RunAnalyzers=false >&2
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
to=(--data "$data" ${JISR_BENCH_DATABASE:+--database "$JISR_BENCH_DATABASE"})
$program migrate "${to[@]}" >/dev/null
$program unit add bench-1 --kind space --place SY0703 --name-ar 'فضاء القياس' "${to[@]}" >/dev/null
cp "$1" "$data/rows.csv"
($program import people "$data/rows.csv" --unit bench-1 "${to[@]}" 2>/dev/null || [ $? = 1 ]) | head -1
artifacts/bin/Register/release/register "${JISR_BENCH_DATABASE:-sqlite:$data/jisr.db}" "$data/keys/master.key" bench-1 "$2" "${3:-600}"
