#!/usr/bin/env bash
# Migrations of both databases, always with the same name.
#   tools/db.sh add NAME     a new migration for each
#   tools/db.sh check        fails when the model has changes that no migration holds
#   tools/db.sh fresh        before the first release only: one new Initial for each
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
run() { # provider project args...
  JISR_DESIGN=$1 dotnet ef "${@:3}" --project "src/$2" --startup-project src/Jisr --context JisrDb ${NOBUILD:+--no-build}
}
case "${1:-}" in
  add)
    run sqlite Storage.Sqlite migrations add "$2" -o Migrations
    run postgres Storage.Postgres migrations add "$2" -o Migrations ;;
  check)
    NOBUILD=1 run sqlite Storage.Sqlite migrations has-pending-model-changes
    NOBUILD=1 run postgres Storage.Postgres migrations has-pending-model-changes ;;
  fresh)
    rm -rf src/Storage.Sqlite/Migrations src/Storage.Postgres/Migrations
    dotnet build src/Jisr -v q --nologo -p:RunAnalyzers=false
    NOBUILD=1 run sqlite Storage.Sqlite migrations add Initial -o Migrations
    NOBUILD=1 run postgres Storage.Postgres migrations add Initial -o Migrations
    # A fixed stamp, so that the hand-written migrations after it keep their place.
    for d in src/Storage.Sqlite src/Storage.Postgres; do
      for f in "$d"/Migrations/*_Initial*.cs; do
        stamp=$(basename "$f" | cut -d_ -f1)
        sed -i "s/${stamp}_Initial/20261124000000_Initial/" "$f"
        mv "$f" "${f/$stamp/20261124000000}"
      done
    done
    dotnet build src/Jisr -v q --nologo -p:RunAnalyzers=false ;;
  *) sed -n '2,5p' "$0"; exit 2 ;;
esac
