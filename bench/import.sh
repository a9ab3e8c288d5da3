#!/usr/bin/env bash
# `jisr import people FILE` on an empty database: rows a second, and whether ten times the rows take ten times as long.
#   bench/import.sh FILE.csv [FILE.csv …]
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n 2,3p "$0"; exit 2; }
. bench/lib.sh
publish
jisr=$program
for file in "$@"; do
  data=$(mktemp -d)
  $jisr migrate --data "$data" >/dev/null
  $jisr unit add bench-1 --kind space --place MA-10.261 --name-ar 'فضاء القياس' --data "$data" >/dev/null
  cp "$file" "$data/rows.csv"
  rows=$(($(wc -l <"$file") - 1)) from=$(date +%s%N)
  # It ends with 1 where rows were refused, as some of every real file are.
  ($jisr import people "$data/rows.csv" --unit bench-1 --json --data "$data" 2>/dev/null || [ $? = 1 ]) | grep -E "a second|accepted\""
  awk -v r="$rows" -v a="$from" -v b="$(date +%s%N)" 'BEGIN { s = (b - a) / 1e9; printf "%d rows in %.1f s: %.0f rows/s (start of the program included)\n", r, s, r / s }'
  rm -rf "$data"
done
