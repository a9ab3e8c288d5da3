#!/usr/bin/env bash
# `jisr match people` on an empty database that holds FILE: seconds, memory, and what it reached against the column
# true_person_id.
#   bench/match.sh FILE.csv [FILE.csv …]
#   artifacts/bin/Match/release/match make ROWS SEED OUT.csv SAMPLE.csv SPELLINGS.csv PLACES [NOISE]   invents such a file
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n 2,5p "$0"; exit 2; }
. bench/lib.sh
publish
[ -x artifacts/bin/Match/release/match ] || dotnet build bench/Match -c Release -v q --nologo >&2
for file in "$@"; do
  data=$(mktemp -d)
  $program migrate --data "$data" >/dev/null
  $program unit add bench-1 --kind space --place SY0703 --name-ar 'فضاء القياس' --data "$data" >/dev/null
  cp "$file" "$data/rows.csv"
  # It ends with 1 where rows were refused, as some of every real file are.
  ($program import people "$data/rows.csv" --unit bench-1 --data "$data" 2>/dev/null || [ $? = 1 ]) | head -3
  from=$(date +%s%N)
  $program match people --out "$data/pairs.csv" --data "$data" 2>/dev/null &
  most=0
  while kill -0 $! 2>/dev/null; do
    now=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$!/status" 2>/dev/null || echo 0)
    [ "${now:-0}" -gt "$most" ] && most=$now
    sleep 0.1
  done
  awk -v a="$from" -v b="$(date +%s%N)" -v m="$most" 'BEGIN { printf "wall       %.1f s (start of the program included), %d MB at most\n", (b - a) / 1e9, m }'
  artifacts/bin/Match/release/match score "$data/rows.csv" "$data/pairs.csv"
  rm -rf "$data"
done
