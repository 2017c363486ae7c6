#!/usr/bin/env bash
# Builds, checks the format, runs every test, and ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
    cat <<'EOT'
usage: ./test.sh [--long] [FILTER]

  --long   nodes are killed 50 times in a test instead of 5, over more lines; clusters meet faults that take minutes (ACTORDETECTOR_LONG_TESTS=1)
  FILTER   only tests whose full name contains it, as Sessions or Lstm

  A test with random moments prints its seed: ACTORDETECTOR_TEST_SEED=N repeats them.
  ACTORDETECTOR_OTHER_VERSION=FOLDER/actordetector.dll has a cluster updated from that build of the program, and put back.
EOT
}
case "${1:-}" in --long) export ACTORDETECTOR_LONG_TESTS=1; shift ;; esac
case "${1:-}" in -h | --help) usage; exit 0 ;; -*) usage >&2; exit 2 ;; esac

fail() { echo "$1" >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
command -v dotnet >/dev/null || fail "needs the .NET 10 SDK on PATH"

# The peers that a node is tested with. Where they are missing and may not be installed, the tests that need them are skipped by name.
declare -A peers=([logger]=bsdutils [rsyslogd]=rsyslog [promtool]=prometheus [prometheus-alertmanager]=prometheus-alertmanager [systemd-analyze]=systemd)
missing=()
for peer in "${!peers[@]}"; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "$peer" >/dev/null || missing+=("${peers[$peer]}")
done
compgen -G '/usr/lib/*/rsyslog/lmnsd_gtls.so' >/dev/null || missing+=(rsyslog-gnutls)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # The tests start servers of their own: those of the packages are not to run.
    policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] && policy= || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"; }
    { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 || echo "could not install ${missing[*]}" >&2
    [ -z "$policy" ] || rm -f "$policy"
fi
dotnet build ActorDetector.sln -c Release -v quiet || fail "the build failed"
dotnet format ActorDetector.sln --verify-no-changes --no-restore -v quiet || fail "the format differs: run dotnet format"

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
filter=()
[ -n "${1:-}" ] && filter=(--filter "FullyQualifiedName~$1")
status=0
for project in tests/*.Tests tests/*.SystemTests; do
    name=$(basename "$project")
    [ -f "$project/$name.csproj" ] || continue
    dotnet test "$project" -c Release --no-build "${filter[@]}" --logger "trx;LogFileName=$name.trx" --results-directory "$results" || status=1
done

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{n += $1} END {print n + 0}'; }
total=$(count total) executed=$(count executed) passed=$(count passed) failed=$((executed - passed))
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
[ "$passed" -eq 0 ] && [ -z "${1:-}" ] && failed=1
echo "$passed passed, $failed failed, $((total - executed)) skipped"
[ "$failed" -eq 0 ]
