#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# with_keystone.sh [--token-seconds N] CMD...: runs CMD beside a throw-away OpenStack Identity service (Keystone) on a
# free loopback port, with an account, projects and users of its own. CMD finds them in its environment:
#   KEYSTONE_URL      http://127.0.0.1:PORT, no path          KEYSTONE_LOG  a line per request: METHOD PATH STATUS
#   KEYSTONE_ACCOUNT  name of the account (domain)            KEYSTONE_ACCOUNT_ID
#   KEYSTONE_PROJECT  a project, KEYSTONE_OTHER_PROJECT one more, KEYSTONE_PROJECT_ID
#   KEYSTONE_USER, KEYSTONE_PASSWORD, KEYSTONE_USER_ID   administrator of the account and of both projects
#   KEYSTONE_PLAIN_USER, KEYSTONE_PLAIN_PASSWORD         may sign in to account and project, may not list users
#   KEYSTONE_OUTSIDER, KEYSTONE_OUTSIDER_PASSWORD        a user of the account without any right in it
# Five wrong passwords lock a user, as the cloud does. Needs python3-keystone, uwsgi-plugin-python3, curl and jq. Exit
# status 92: Keystone did not start. A prepared database is kept in CLAVIGER_TEST_CACHE (default ~/.cache/claviger-tests).
set -u
log=
token_seconds=3600
if [ "${1:-}" = --token-seconds ]; then
    token_seconds=$2
    shift 2
fi

fail() {
    echo "with_keystone: $*" >&2
    [ ! -s "$log" ] || tail -n 20 "$log" >&2
    exit 92
}
for tool in keystone-manage uwsgi_python3 curl jq; do
    command -v $tool >/dev/null || fail "$tool is not installed; tests/run installs it."
done

dir=$(mktemp -d) || exit 92
server=
stop_server() {
    [ -n "$server" ] || return 0
    kill "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    server=
}
trap 'stop_server; rm -rf "$dir"' EXIT
trap 'exit 143' TERM INT HUP

export KEYSTONE_ACCOUNT=EXAMPLE-ACCOUNT-0001
export KEYSTONE_PROJECT=eu-de KEYSTONE_OTHER_PROJECT=eu-de_example
export KEYSTONE_USER=example.admin KEYSTONE_PASSWORD='FAKE-admin-Passwörd-1'
export KEYSTONE_PLAIN_USER=example.plain KEYSTONE_PLAIN_PASSWORD='FAKE-plain-password-2'
export KEYSTONE_OUTSIDER=example.outsider KEYSTONE_OUTSIDER_PASSWORD='FAKE-outsider-password-3'
root_password='FAKE-bootstrap-password-0'

# configure HOME_DIR: where Keystone finds its database and keys.
configure() {
    cat >"$1/keystone.conf" <<CONF
[DEFAULT]
use_stderr = true
default_log_levels = sqlalchemy=WARN,stevedore=WARN,dogpile=WARN
[database]
connection = sqlite:///$1/keystone.db
[identity]
password_hash_rounds = 4
[security_compliance]
lockout_failure_attempts = 5
lockout_duration = 900
[token]
expiration = $token_seconds
[fernet_tokens]
key_repository = $1/fernet
[fernet_receipts]
key_repository = $1/receipts
[credential]
key_repository = $1/credential
CONF
}

# serve HOME_DIR: starts the service and sets KEYSTONE_URL once it answers.
serve() {
    export KEYSTONE_LOG=$1/requests.log
    log=$1/keystone.log
    : >"$KEYSTONE_LOG"
    # setpriv: the service must not outlive this script, even if that is killed. Connection: close, because this server
    # closes after every answer and would otherwise not say so; post-buffering, because a body it has not read makes it
    # reset the connection.
    OS_KEYSTONE_CONFIG_FILES="$1/keystone.conf" setpriv --pdeathsig KILL uwsgi_python3 --plugin logfile --http-socket 127.0.0.1:0 \
        --wsgi-file /usr/bin/keystone-wsgi-public --lazy-apps --need-app --die-on-term --buffer-size 65535 \
        --post-buffering 65536 --add-header 'Connection: close' \
        --req-logger "file:$KEYSTONE_LOG" \
        --log-format '%(method) %(uri) %(status)' >"$1/keystone.log" 2>&1 </dev/null &
    server=$!
    local port=
    for _ in $(seq 300); do
        kill -0 "$server" 2>/dev/null || fail "Keystone stopped while starting."
        port=$(sed -n 's/.*bound to TCP address 127\.0\.0\.1:\([0-9]*\).*/\1/p' "$1/keystone.log" | head -n 1)
        if [ -n "$port" ] && curl -gsS --noproxy '*' --max-time 20 -o "$1/root.json" "http://127.0.0.1:$port/v3" 2>/dev/null; then
            jq -e .version.id "$1/root.json" >/dev/null 2>&1 || fail "something else than Keystone answers."
            export KEYSTONE_URL=http://127.0.0.1:$port
            : >"$KEYSTONE_LOG"
            return
        fi
        sleep 0.1
    done
    fail "Keystone did not answer within 30 seconds."
}

# api METHOD PATH [JSON]: as the service's own administrator.
api() {
    curl -gsS --fail-with-body --noproxy '*' --max-time 20 -X "$1" -H "X-Auth-Token: $admin_token" \
        -H 'Content-Type: application/json' ${3:+-d "$3"} "$KEYSTONE_URL$2" || fail "$1 $2 was refused."
}

# prepare HOME_DIR: a database with everything in it that the head of this file names.
prepare() {
    mkdir -m 700 "$1/fernet" "$1/receipts" "$1/credential"
    configure "$1"
    local manage=(keystone-manage --config-file "$1/keystone.conf")
    log=$1/keystone.log
    local me=(--keystone-user "$(id -un)" --keystone-group "$(id -gn)")
    {
        "${manage[@]}" db_sync && "${manage[@]}" fernet_setup "${me[@]}" && "${manage[@]}" receipt_setup "${me[@]}" &&
            "${manage[@]}" credential_setup "${me[@]}" &&
            OS_BOOTSTRAP_PASSWORD=$root_password "${manage[@]}" bootstrap
    } >"$1/keystone.log" 2>&1 || fail "Keystone could not be set up."
    journal_mode "$1" wal # without it writes answer 500 "database is locked"
    serve "$1"
    admin_token=$(curl -gsS --noproxy '*' -o /dev/null -D - -H 'Content-Type: application/json' -d '{"auth":{"identity":{
        "methods":["password"],"password":{"user":{"name":"admin","domain":{"id":"default"},
        "password":"'"$root_password"'"}}},"scope":{"system":{"all":true}}}}' "$KEYSTONE_URL/v3/auth/tokens" |
        tr -d '\r' | sed -n 's/^X-Subject-Token: //Ip')
    [ -n "$admin_token" ] || fail "the administrator made by the set-up could not sign in."

    local domain project other admin_role guest_role user
    domain=$(api POST /v3/domains '{"domain":{"name":"'$KEYSTONE_ACCOUNT'"}}' | jq -r .domain.id)
    project=$(api POST /v3/projects '{"project":{"name":"'$KEYSTONE_PROJECT'","domain_id":"'"$domain"'"}}' | jq -r .project.id)
    other=$(api POST /v3/projects '{"project":{"name":"'$KEYSTONE_OTHER_PROJECT'","domain_id":"'"$domain"'"}}' | jq -r .project.id)
    admin_role=$(api GET '/v3/roles?name=admin' | jq -r '.roles[0].id')
    guest_role=$(api POST /v3/roles '{"role":{"name":"readonly"}}' | jq -r .role.id)
    new_user() {
        api POST /v3/users "$(jq -n --arg name "$1" --arg password "$2" --arg domain "$domain" \
            '{user: {name: $name, password: $password, domain_id: $domain}}')" | jq -r .user.id
    }
    user=$(new_user "$KEYSTONE_USER" "$KEYSTONE_PASSWORD")
    for scope in domains/"$domain" projects/"$project" projects/"$other"; do
        api PUT "/v3/$scope/users/$user/roles/$admin_role"
    done
    {
        echo "KEYSTONE_USER_ID=$user"
        echo "KEYSTONE_ACCOUNT_ID=$domain"
        echo "KEYSTONE_PROJECT_ID=$project"
    } >"$1/ids"
    user=$(new_user "$KEYSTONE_PLAIN_USER" "$KEYSTONE_PLAIN_PASSWORD")
    for scope in domains/"$domain" projects/"$project"; do
        api PUT "/v3/$scope/users/$user/roles/$guest_role"
    done
    new_user "$KEYSTONE_OUTSIDER" "$KEYSTONE_OUTSIDER_PASSWORD" >/dev/null
    stop_server
    journal_mode "$1" delete # everything back into the one file
}

journal_mode() {
    /usr/bin/python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("PRAGMA journal_mode=" + sys.argv[2])' \
        "$1/keystone.db" "$2" || fail "the database could not be opened."
}

# The prepared database depends on Keystone's version and on this file; whoever comes first makes it, others wait.
version=$(dpkg-query -W -f='${Version}' python3-keystone 2>/dev/null | tr -c 'A-Za-z0-9.+\n' -)
cache=${CLAVIGER_TEST_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/claviger-tests}
mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || cache=$dir/cache
template=$cache/keystone-${version:-unknown}-$(sha256sum "$0" | cut -c1-12)
mkdir -p "$cache" "$dir/home"
{
    flock 9
    if [ ! -e "$template/ids" ]; then
        fresh=$(mktemp -d -p "$cache") || exit 92
        trap 'stop_server; rm -rf "$dir" "$fresh"' EXIT
        prepare "$fresh"
        rm -rf "$template"
        mv "$fresh" "$template"
    fi
} 9>"$cache/keystone.lock"

cp -r "$template/keystone.db" "$template/fernet" "$template/receipts" "$template/credential" "$dir/home/" || exit 92
set -a
# shellcheck disable=SC1091
. "$template/ids"
set +a
configure "$dir/home"
journal_mode "$dir/home" wal
serve "$dir/home"

"$@" &
command=$!
trap 'kill -TERM "$command" 2>/dev/null; exit 143' TERM INT HUP
wait "$command"
