#!/usr/bin/env bash
# A batch of 1,000 sealed records (300, 300, 300, 100) at the outbox door, compiled for release, SQLite (and PostgreSQL where
# JISR_TEST_POSTGRES names a server): the journey of the test DO1, which prints the time from the first byte to the last answer.
#   bench/sync.sh [TIMES]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Platform.Tests -c Release -v q --nologo -p:RunAnalyzers=false
for _ in $(seq "${1:-3}"); do
  artifacts/bin/Platform.Tests/release/Jisr.Platform.Tests --progress off --no-ansi --output Detailed --filter-method '*DO1_*' |
    grep -E 'records took|^passed|^failed'
done
