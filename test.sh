#!/usr/bin/env bash
# Installs what tests need when it is missing, builds once, runs every test, and ends with one plain line:
#   N passed, N failed, N skipped
# ./test.sh NAME…   runs only the test projects whose names are given (Kernel, People, Browser …).
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '\n== %s\n' "$*"; }
fail() { echo "$*" >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# 1. What the system lacks.
need=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need+=(postgresql)
command -v redis-server >/dev/null || need+=(redis-server)
command -v chromium >/dev/null || need+=(chromium)
[ -e /usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf ] || need+=(fonts-noto-core)
if [ ${#need[@]} -gt 0 ]; then
  say "Installing ${need[*]}"
  sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
  export DEBIAN_FRONTEND=noninteractive
  $sudo apt-get -o DPkg::Lock::Timeout=400 update -qq
  $sudo apt-get -o DPkg::Lock::Timeout=400 install -y -qq "${need[@]}" >/dev/null || fail "Could not install ${need[*]}"
fi

# 2. Build once; test projects share the output of the program.
say "Build"
dotnet tool restore >/dev/null || fail "Tools could not be restored"
dotnet build Jisr.slnx --nologo -v quiet -clp:ErrorsOnly || fail "The build failed"
say "Format"
dotnet csharpier check . || fail "Not formatted: run dotnet csharpier format ."
say "Migrations"
tools/db.sh check || fail "The model has changes that no migration holds"
# Tests that start the program itself start what operators install.
say "Publish"
tools/publish.sh artifacts/published --quick || fail "The program could not be published"
export JISR_PROGRAM=$PWD/artifacts/published/jisr

# 3. A PostgreSQL of our own, gone at the end.
say "PostgreSQL"
eval "$(tools/postgres.sh start)" || fail "PostgreSQL did not start"
trap 'tools/postgres.sh stop "$JISR_TEST_POSTGRES_DIR"' EXIT
export JISR_TEST_REQUIRE_POSTGRES=1
# A test process is over before what the runtime would learn by counting calls pays: a third of its processor time.
export DOTNET_TieredPGO=0
# Each of the hundreds of hosts would watch its settings' files.
export DOTNET_hostBuilder__reloadConfigOnChange=false

# 4. Fast ones first, browsers last.
order="Architecture Kernel Ledger People Insight Market Access Browser"
all=$(for p in tests/*.Tests; do n=$(basename "$p"); echo "${n%.Tests}"; done)
names="${*:-$(for n in $order $all; do [ -d "tests/$n.Tests" ] && echo "$n"; done | awk '!seen[$0]++')}"
passed=0 failed=0 skipped=0
broken=$(mktemp)
for name in $names; do
  say "$name"
  log=$(mktemp)
  "artifacts/bin/$name.Tests/debug/Jisr.$name.Tests" --no-progress --no-ansi 2>&1 | tee "$log" |
    awk '/^[-0-9T:.]*Z?(warn|info|fail): / { quiet = 1; next } quiet && /^      / { next } { quiet = 0; print }' || true
  count() { awk -v k="$1:" '$1 == k { v = $2 } END { print v + 0 }' "$log"; }
  p=$(count succeeded) f=$(count failed) s=$(count skipped)
  # A runner that died before its summary is a failure, not silence.
  if ! grep -q 'Test run summary' "$log"; then f=$((f + 1)); echo "$name ended without a summary"; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  grep -E '^failed ' "$log" >>"$broken"
  rm -f "$log"
done
# The names once more, where the eye is when it ends.
echo
cat "$broken"; rm -f "$broken"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
