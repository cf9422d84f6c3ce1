#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tests/benchmarks/logpackage.sh [PROGRAM]: the memory of claviger-simcloud (default: that of the preset "benchmark") while
# it collects and streams a log package of more than 1 GiB, paired with a package of one hour from the same process.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${1:-$root/build/benchmark/app/simulation/claviger-simcloud}
folder=$(mktemp -d)
# Clusters are 120 days old, and a day of a TokenServer takes nearly 1 MB of a package when nothing happens: eleven of them
# make a package of more than 1 GiB.
cat >"$folder/scenario.json" <<<'{"id": "many-logs", "clusters": [{"name": "mrs-logs", "cores": 9, "token_servers": 11}]}'
"$program" --port 0 --scenario-file "$folder/scenario.json" >"$folder/printed" &
cloud=$!
trap 'kill $cloud; rm -rf "$folder"' EXIT
until grep -q 'Manager at' "$folder/printed"; do
    kill -0 $cloud || exit 1
    sleep 0.1
done
manager=$(sed -n 's/.*Manager at \(.*\)\/$/\1/p' "$folder/printed")
ask() { curl -qsk --noproxy '*' -u admin:example-manager-Password1 "$@"; }
local_time() { TZ=Europe/Berlin date -d "$1" '+%Y-%m-%d %H:%M'; }

# collect HOURS: prints size in bytes, seconds to make it, seconds to fetch it, and the most memory so far in KiB
collect() {
    local began=$EPOCHREALTIME wish id answer made fetched
    wish=$(jq -n --arg from "$(local_time "-$1 hours")" --arg until "$(local_time now)" \
        '{clusterId: 1, services: ["Guardian"], startTime: $from, endTime: $until}')
    id=$(ask -d "$wish" "$manager/api/v2/logs/collections" | jq .id)
    while answer=$(ask "$manager/api/v2/logs/collections/$id") && [ "$(jq -r .state <<<"$answer")" = RUNNING ]; do sleep 0.5; done
    [ "$(jq -r .state <<<"$answer")" = COMPLETE ] || { echo "$answer" >&2 && return 1; }
    made=$(bc <<<"$EPOCHREALTIME - $began")
    fetched=$(ask -o /dev/null -w '%{size_download} %{time_total}' "$manager/api/v2/logs/collections/$id/package")
    echo "${fetched% *} $made ${fetched#* } $(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' /proc/$cloud/status)"
}

read -r small_size _ _ small_memory < <(collect 1)
read -r size made fetched memory < <(collect $((120 * 24)))
printf 'one hour: %.1f MiB, memory %.1f MiB\n' "$(bc -l <<<"$small_size / 1048576")" "$(bc -l <<<"$small_memory / 1024")"
printf '120 days: %.1f MiB in %.0f s, fetched in %.1f s, memory %.1f MiB, %.2fx\n' "$(bc -l <<<"$size / 1048576")" "$made" \
    "$fetched" "$(bc -l <<<"$memory / 1024")" "$(bc -l <<<"$memory / $small_memory")"
