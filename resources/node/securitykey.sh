# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# What Claviger runs on a node, as the input of "sh -s": asks the node's metadata service for the temporary keys of its
# agency, once as the user who has signed in and once as the user of Guardian. What comes back are lines that begin with
# the mark of this run; of a key they hold its end and the first four letters of its AK, and nothing else of the answer.
# Set in front of this: mark, base (of the metadata service), guardian (empty: the same user once more).

# The part that runs as either user; "role" is set in front of it.
ask() {
    cat <<'CLAVIGER_ASK'
say() { printf '%s %s %s %s\n' "$mark" "$role" "$1" "$2"; }
if curl -q --version >/dev/null 2>&1; then
    tool=curl
elif python3 -c 'import urllib.request' >/dev/null 2>&1; then
    tool=python3
else
    tool=none
fi
# In place of curl: the same output for what is asked for here.
python_code=$(cat <<'CLAVIGER_PYTHON'
import sys, urllib.request, urllib.error
class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None
def out_of_time(error):
    return "timed out" in str(error)
request = urllib.request.Request(sys.argv[2], method=sys.argv[1])
for line in sys.stdin:
    name, colon, value = line.strip().partition("=")[2].strip().strip('"').partition(":")
    if colon:
        request.add_header(name, value.strip())
try:
    try:
        answer = urllib.request.build_opener(Stay).open(request, timeout=5)
    except urllib.error.HTTPError as error:
        answer = error
    sys.stdout.write("HTTP/1.1 %d\n" % answer.code)
    for header in answer.headers.items():
        sys.stdout.write("%s: %s\n" % header)
    sys.stdout.write("\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(answer.read(65536))
    sys.stdout.flush()
except urllib.error.URLError as error:
    sys.exit(28 if out_of_time(error) else 7)
except OSError as error:
    sys.exit(28 if out_of_time(error) else 56)
CLAVIGER_PYTHON
)
# request METHOD PATH [LINE]: head, body, exit code. The line has the token, so it stands in nobody's arguments.
request() {
    {
        if [ "$tool" = curl ]; then
            printf '%s\n' "$3" | curl -q -s -i -m 5 -X "$1" -K - "$base$2" 2>/dev/null
        else
            printf '%s\n' "$3" | python3 -c "$python_code" "$1" "$base$2" 2>/dev/null
        fi
        printf '\nEXIT %s\n' "$?"
    } | head -c 65536 | tr -d '\000\015'
}
status_of() { printf '%s\n' "$1" | sed -n '1s/^HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p'; }
exit_of() { printf '%s\n' "$1" | sed -n '$s/^EXIT \([0-9]*\)$/\1/p'; }
body_of() { printf '%s\n' "$1" | sed -e '1,/^$/d' -e '/^EXIT [0-9]*$/d' | tr '\n' ' '; }
head_of() { printf '%s\n' "$1" | sed '/^$/q'; }
value_of() { printf '%s\n' "$body" | sed -n 's/.*"'"$1"'" *: *"\('"$2"'\)".*/\1/p'; }
wants_token() {
    [ "$(status_of "$1")" = 401 ] || return 1
    case $(body_of "$1") in *'Please configure Cloud Service Agency first'*) return 1 ;; esac
}
# fetch PATH: as request GET, with a token of hardened mode where the service wants one.
fetch() {
    answer=$(request GET "$1" "$line")
    if [ -n "$line" ] || ! wants_token "$answer"; then return; fi
    given=$(request PUT /meta-data/latest/api/token 'header = "X-Metadata-Token-Ttl-Seconds: 60"')
    token=$(status_of "$given")
    text=$(body_of "$given" | tr -d ' ')
    case $text in '' | *[!A-Za-z0-9+/=_.-]*) text= ;; esac
    if [ "$token" != 200 ] || [ -z "$text" ]; then return; fi
    line="header = \"X-Metadata-Token: $text\""
    answer=$(request GET "$1" "$line")
}
tell() {
    status=$(status_of "$answer") && say status "${status:-0}"
    code=$(exit_of "$answer") && say exit "${code:-99}" # 99: more came than is read
    [ -z "$token" ] || say token "$token"
    body=$(body_of "$answer")
    case $body in *'Please configure Cloud Service Agency first'*) say unbound 1 ;; esac
    case $body in *[!\ ]*) ;; *) say empty 1 ;; esac
    case $body in
    '<'*) say html 1 ;;
    *) if head_of "$answer" | grep -qi '^content-type: text/html'; then say html 1; fi ;;
    esac
    if head_of "$answer" | grep -Eqi '^(via|x-cache|x-squid-error|proxy-[a-z-]*):'; then say proxied 1; fi
    if [ "$status" != 200 ]; then
        if printf '%s\n' "$body" | grep -Eqiw 'iam|agency|role'; then say iam 1; fi
        return
    fi
    access=$(value_of access '[A-Za-z0-9]\{4\}[A-Za-z0-9]*' | sed 's/^\(....\).*/\1***/')
    ends=$(value_of expires_at '[0-9TZ:.+-]\{10,35\}')
    [ -z "$access" ] || say access "$access"
    [ -z "$ends" ] || say ends "$ends"
    case $body in *'}'*'}'*) closed=1 ;; *) closed= ;; esac
    if [ -z "$access" ] || [ -z "$ends" ] || [ -z "$closed" ]; then return; fi
    for part in secret securitytoken; do
        printf '%s\n' "$body" | grep -Eq "\"$part\" *: *\"[^\"]+\"" || return
    done
    say complete 1
}
line='' token=''
say tool "$tool"
[ -z "$http_proxy$HTTP_PROXY$all_proxy$ALL_PROXY" ] || say proxy 1
if [ "$tool" != none ]; then
    fetch /openstack/latest/securitykey
    tell
    if [ "$role" = login ] || [ -n "$alone" ]; then
        fetch /openstack/latest/meta_data.json
        status=$(status_of "$answer") && say meta "${status:-0}"
    fi
fi
say finished 1
CLAVIGER_ASK
}

asking_as() { # asking_as ROLE: what to give to a shell
    printf "mark='%s' base='%s' role='%s' alone='%s'\n" "$mark" "$base" "$1" "$alone"
    ask
}

run() {
    LC_ALL=C && export LC_ALL
    me=$(id -un 2>/dev/null)
    alone=
    [ -z "$guardian" ] || [ "$me" != "$guardian" ] || alone=1
    printf '%s begin 1\n' "$mark"
    printf '%s now %s\n' "$mark" "$(date -u +%s)"
    if [ -n "$alone" ]; then
        printf '%s guardian same 1\n' "$mark"
        asking_as guardian | sh -s 2>/dev/null
    else
        asking_as login | sh -s 2>/dev/null
        if [ -z "$guardian" ]; then
            asking_as guardian | sh -s 2>/dev/null
        elif ! id "$guardian" >/dev/null 2>&1; then
            printf '%s guardian absent 1\n' "$mark"
        elif [ "$(id -u)" = 0 ]; then
            asking_as guardian | su -s /bin/sh "$guardian" -c 'exec sh -s' 2>/dev/null || printf '%s guardian denied 1\n' "$mark"
        else
            asking_as guardian | sudo -n -u "$guardian" sh -s 2>/dev/null || printf '%s guardian denied 1\n' "$mark"
        fi
    fi
    printf '%s end 1\n' "$mark"
}

run
