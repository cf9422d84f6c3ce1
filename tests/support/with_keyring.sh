#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# with_keyring.sh CMD...: runs CMD on its own session bus with an unlocked, throw-away Secret Service.
# Needs dbus-run-session, gnome-keyring-daemon and gdbus; exit status 90 or 91 means that the keyring did not start.
exec "$(dirname "${BASH_SOURCE[0]}")/../../packaging/with-keyring" "$@"
