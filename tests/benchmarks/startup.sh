#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# startup.sh [--pairs N] [--build DIR] [ARGUMENT...]: starts claviger (with the arguments) and the plain window in turn under
# Xvfb and openbox, on a private session bus with an empty home, and prints medians and ratios of time and memory.
# Needs xvfb, xauth and openbox. Build first: cmake --preset benchmark && cmake --build build/benchmark
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if [ "${1:-}" = --inner ]; then # --inner PAIRS BUILD [ARGUMENT...]
    pairs=$2 build=$3
    shift 3
    openbox --sm-disable &
    manager=$!
    trap 'kill $manager 2>/dev/null || true' EXIT
    sleep 1 # a first window before the manager is there would be counted without its frame; the warm-up starts cover the rest
    CLAVIGER_EXIT_AFTER_PAINT=1 "$build/tests/benchmarks/pairedstarts" "$pairs" \
        "${CLAVIGER_PROGRAM:-$build/ui/claviger}" "$@" -- "$build/tests/benchmarks/plainwindow" --exit-after-paint
    exit
fi

pairs=30
build=$root/build/benchmark
while [ $# -gt 0 ]; do
    case $1 in
    --pairs) pairs=$2 && shift 2 ;;
    --build) build=$(realpath "$2") && shift 2 ;;
    *) break ;;
    esac
done
for tool in xvfb-run openbox dbus-run-session; do
    command -v $tool >/dev/null || { echo "startup.sh: $tool is missing; install xvfb, xauth, openbox and dbus" >&2 && exit 1; }
done
program=${CLAVIGER_PROGRAM:-$build/ui/claviger}
for file in "$program" "$build/tests/benchmarks/pairedstarts" "$build/tests/benchmarks/plainwindow"; do
    [ -x "$file" ] || { echo "startup.sh: $file is not built; run cmake --preset benchmark && cmake --build build/benchmark" >&2 && exit 1; }
done

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
env -u DBUS_SESSION_BUS_ADDRESS -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM HOME="$home" XDG_RUNTIME_DIR="$home/run" \
    XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" LC_ALL=C.UTF-8 \
    xvfb-run -a -s "-screen 0 1400x1000x24" dbus-run-session -- "${BASH_SOURCE[0]}" --inner "$pairs" "$build" "$@"
