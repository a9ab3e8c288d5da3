#!/usr/bin/env bash
# The program as an operator installs it: compiled ahead, with the database model made ahead too (decision 18).
#   tools/publish.sh OUT            with the runtime in it, all of it compiled together: half a start less; takes some minutes
#   tools/publish.sh OUT --quick    for a machine that has the runtime, as tests do: a minute
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n 3,4p "$0"; exit 2; }
out=$1
how=(--self-contained true -p:PublishReadyToRunComposite=true)
[ "${2:-}" != --quick ] || how=(--self-contained false -p:RunAnalyzers=false)
case $(uname -m) in aarch64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac
model=$PWD/artifacts/model
dotnet tool restore >/dev/null
dotnet build src/Jisr -v q --nologo -p:RunAnalyzers=false >&2
rm -rf "$model"
for name in Sqlite Postgres; do
  JISR_DESIGN=${name,,} dotnet ef dbcontext optimize --project "src/Storage.$name" --startup-project src/Jisr \
    --context JisrDb --no-build -o "$model/$name" -n "Jisr.Model.$name" >/dev/null
done
# What the other way compiled ahead does not run in this one.
rm -rf "artifacts/obj/Jisr/release_$rid/R2R"
dotnet publish src/Jisr -c Release -r "$rid" -o "$out" "${how[@]}" -v q --nologo -p:CompiledModel="$model" >&2
