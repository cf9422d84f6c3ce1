#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# with_keyring.sh CMD...: runs CMD on its own session bus with an unlocked, throw-away Secret Service.
# Needs dbus-run-session, gnome-keyring-daemon and gdbus; exit status 90 or 91 means that the keyring did not start.
set -u
if [ "${1:-}" != --inner ]; then
    dir=$(mktemp -d) || exit 90
    trap 'rm -rf "$dir"' EXIT
    mkdir -p "$dir/data" "$dir/run" "$dir/cache"
    chmod 700 "$dir"/*
    env -u DBUS_SESSION_BUS_ADDRESS -u GNOME_KEYRING_CONTROL -u SSH_AUTH_SOCK XDG_DATA_HOME="$dir/data" \
        XDG_RUNTIME_DIR="$dir/run" XDG_CACHE_HOME="$dir/cache" XDG_CURRENT_DESKTOP=GNOME \
        timeout --foreground "${KEYRING_TIMEOUT:-600}" dbus-run-session -- "$0" --inner "$@"
    exit $?
fi
shift
if ! printf 'test-password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; then
    echo "with_keyring: gnome-keyring-daemon did not start" >&2
    exit 90
fi
for i in $(seq 50); do
    locked=$(gdbus call --session --dest org.freedesktop.secrets \
        --object-path /org/freedesktop/secrets/collection/login --method org.freedesktop.DBus.Properties.Get \
        org.freedesktop.Secret.Collection Locked 2>/dev/null)
    [ "$locked" = '(<false>,)' ] && break
    if [ "$i" = 50 ]; then
        echo "with_keyring: the login collection did not unlock" >&2
        exit 91
    fi
    sleep 0.1
done
"$@"
