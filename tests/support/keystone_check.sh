#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Run by with_keystone.sh --token-seconds 10: the service beside which the tests run is the real thing, and counts. Asked
# with curl and with OpenStack's own command, so that a failure here is not one of Claviger's.
set -euo pipefail
export no_proxy='*'
answer=$(mktemp -d)
trap 'rm -rf "$answer"' EXIT

check() { # check WHAT GOT WANTED
    [ "$2" = "$3" ] || { echo "FAIL: $1: got \"$2\", wanted \"$3\"" && exit 1; }
    echo "ok: $1"
}
sign_in() { # sign_in USER PASSWORD ACCOUNT SCOPE-JSON: prints the status; headers and body stay in $answer
    jq -n --arg user "$1" --arg password "$2" --arg account "$3" --argjson scope "$4" '{auth: {identity: {
        methods: ["password"], password: {user: {name: $user, password: $password, domain: {name: $account}}}},
        scope: $scope}}' |
        curl -sS -o "$answer/body" -D "$answer/head" -w '%{http_code}' -H 'Content-Type: application/json;charset=utf8' \
            -d @- "$KEYSTONE_URL/v3/auth/tokens"
}
token() {
    tr -d '\r' <"$answer/head" | sed -n 's/^X-Subject-Token: //Ip'
}
read_projects() { # prints the status
    curl -sS -o "$answer/body" -w '%{http_code}' -H "X-Auth-Token: $1" "$KEYSTONE_URL/v3/auth/projects"
}

account_scope=$(jq -nc --arg name "$KEYSTONE_ACCOUNT" '{domain: {name: $name}}')
project_scope=$(jq -nc --arg name "$KEYSTONE_PROJECT" --arg account "$KEYSTONE_ACCOUNT" \
    '{project: {name: $name, domain: {name: $account}}}')

check "project token" "$(sign_in "$KEYSTONE_USER" "$KEYSTONE_PASSWORD" "$KEYSTONE_ACCOUNT" "$project_scope")" 201
check "project id" "$(jq -r .token.project.id "$answer/body")" "$KEYSTONE_PROJECT_ID"
check "account token" "$(sign_in "$KEYSTONE_USER" "$KEYSTONE_PASSWORD" "$KEYSTONE_ACCOUNT" "$account_scope")" 201
check "own id" "$(jq -r .token.user.id "$answer/body")" "$KEYSTONE_USER_ID"
check "account id" "$(jq -r .token.user.domain.id "$answer/body")" "$KEYSTONE_ACCOUNT_ID"
account_token=$(token)
check "projects" "$(read_projects "$account_token")" 200
check "project names" "$(jq -r '[.projects[].name] | sort | join(" ")' "$answer/body")" \
    "$KEYSTONE_PROJECT $KEYSTONE_OTHER_PROJECT"
check "outsider" "$(sign_in "$KEYSTONE_OUTSIDER" "$KEYSTONE_OUTSIDER_PASSWORD" "$KEYSTONE_ACCOUNT" "$account_scope")" 401
check "plain user" "$(sign_in "$KEYSTONE_PLAIN_USER" "$KEYSTONE_PLAIN_PASSWORD" "$KEYSTONE_ACCOUNT" "$account_scope")" 201
check "plain user lists users" "$(curl -sS -o /dev/null -w '%{http_code}' -H "X-Auth-Token: $(token)" \
    "$KEYSTONE_URL/v3/users")" 403

: >"$KEYSTONE_LOG"
check "wrong password" "$(sign_in "$KEYSTONE_PLAIN_USER" FAKE-wrong "$KEYSTONE_ACCOUNT" "$account_scope")" 401
check "counted once" "$(grep -c '^POST /v3/auth/tokens 401$' "$KEYSTONE_LOG")" 1

issued=$(OS_IDENTITY_API_VERSION=3 OS_AUTH_URL=$KEYSTONE_URL/v3 OS_USERNAME=$KEYSTONE_USER OS_PASSWORD=$KEYSTONE_PASSWORD \
    OS_USER_DOMAIN_NAME=$KEYSTONE_ACCOUNT OS_PROJECT_DOMAIN_NAME=$KEYSTONE_ACCOUNT OS_PROJECT_NAME=$KEYSTONE_PROJECT \
    openstack token issue -f value -c project_id)
check "openstack token issue" "$issued" "$KEYSTONE_PROJECT_ID"

for _ in $(seq 300); do
    status=$(read_projects "$account_token")
    [ "$status" = 200 ] || break
    sleep 0.2
done
check "expired token" "$status" 401
