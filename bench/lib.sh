# Shared by the scripts here; source it from the root of the repository.
loopback() { case $1 in http://127.*|http://localhost*) ;; *) echo "loopback only" >&2; exit 2 ;; esac; }
# The program as an operator installs it (docs/operating.md §3), in artifacts/bench. PUBLISHED=1 takes the one that is there.
program=artifacts/bench/jisr
publish() {
  [ -z "${PUBLISHED:-}" ] || return 0
  tools/publish.sh artifacts/bench
}
# rps URL SECONDS CONNECTIONS [HEADER]: requests per second, by wrk (Debian package) or our own small program.
rps() {
  if command -v wrk >/dev/null; then
    wrk -t1 -c"$3" -d"${2}s" -H 'Accept-Encoding: br' ${4:+-H "$4"} "$1" | awk '/Requests\/sec/ { print $2 }'
  else
    [ -x artifacts/bin/Load/release/load ] || dotnet build bench/Load -c Release -v q --nologo >&2
    artifacts/bin/Load/release/load "$1" "$2" "$3" 'Accept-Encoding: br' ${4:+"$4"} | awk '{ print $1 }'
  fi
}
# Starts the program in release on a data directory of its own; sets jisr (pid) and base (address).
start() { # DATA [OPTIONS…]
  local data=$1; shift
  port=$((20000 + RANDOM % 20000)) base="http://127.0.0.1:$port"
  ASPNETCORE_ENVIRONMENT=Production $program serve --urls "$base" --data "$data" "$@" >"$data/log" 2>&1 &
  jisr=$!
}
ready() { until curl -sf "$base/readyz" >/dev/null; do kill -0 "$jisr" || { cat "$1/log" >&2; exit 1; }; sleep 0.02; done; }
memory() { awk '/VmRSS/ { printf "%d MB resident", $2 / 1024 } /VmHWM/ { printf "%d MB at most, ", $2 / 1024 }' "/proc/$1/status"; echo; }
