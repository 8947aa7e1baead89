#!/usr/bin/env bash
# A published plan told to a server of our own over HTTPS: once, again, refused, elsewhere, after a pause, without an answer.
#
#   Tests/Interchange/tell_team.sh ROTA
#
# Needs Python, curl and openssl; where one of the last two is absent it says so and ends with 0.
set -euo pipefail
rota="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
for need in curl openssl; do
  command -v $need >/dev/null || { echo "skipped: $need isn't here"; exit 0; }
done
work="$(mktemp -d)"
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"

fail() { echo "$1"; exit 1; }
expect() { # expect STATUS WORDS COMMAND...: what it ends with and says
  local status="$1" words="$2" got=0
  shift 2
  "$@" >said 2>&1 || got=$?
  [ "$got" = "$status" ] || { cat said; fail "status $got, not $status: $*"; }
  grep -qF -- "$words" said || { cat said; fail "nothing says '$words': $*"; }
  ! grep -q "$port/" said || { cat said; fail "the address is shown: $*"; }
}
count() { ls "told/$1."* 2>/dev/null | wc -l; }

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout key.pem -out cert.pem 2>/dev/null
mkdir told
python3 "$here/told_server.py" cert.pem key.pem told >port &
server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
port="$(cat port)"
# What curl reads its authorities from.
export CURL_CA_BUNDLE="$work/cert.pem"
address() { export "ROTA_$1_URL=https://localhost:$port/$2"; }

cp -r "$here/tiny-desk" desk
"$rota" plan desk --iterations 20 --quiet >/dev/null 2>&1
week="$(ls desk/plans | head -n 1)"
journal="desk/plans/.history/$week/journal.jsonl"

# Nothing happens without --send, and nothing without an address.
unset ROTA_SLACK_URL ROTA_TEAMS_URL ROTA_WEBHOOK_URL
expect 0 "nothing was published or sent" "$rota" publish desk --to slack
expect 66 "ROTA_SLACK_URL isn't set" "$rota" publish desk --to slack --send
export ROTA_SLACK_URL="http://localhost:$port/ok"
expect 66 "holds no address that begins with https://" "$rota" publish desk --to slack --send
expect 64 "without --to" "$rota" publish desk --send
grep -q '"state":"draft"\|"state": "draft"' "desk/plans/$week/plan.json" || fail "a refused publish published"

# Published and told; told once; told again where that is asked for.
address SLACK ok
"$rota" publish desk --to slack >shown 2>/dev/null
expect 0 "sent to slack" "$rota" publish desk --to slack --send
cmp shown told/ok.1
expect 0 "was sent to slack before" "$rota" publish desk --to slack --send
[ "$(count ok)" = 1 ] || fail "told twice"
expect 0 "sent to slack" "$rota" publish desk --to slack --send --again
[ "$(count ok)" = 2 ] || fail "not told again"

# Every place for itself; a refusal is final and can be tried again; a redirect is none.
address TEAMS no
expect 73 "the other side said 404" "$rota" publish desk --to teams --send
[ "$(count no)" = 1 ] || fail "a refused message was tried again"
address TEAMS gone
expect 73 "sends it elsewhere" "$rota" publish desk --to teams --send
[ "$(count ok)" = 2 ] || fail "a redirect was followed"
address TEAMS busy
expect 0 "sent to teams" "$rota" publish desk --to teams --send
[ "$(count busy)" = 3 ] || fail "tried $(count busy) times, not 3"
python3 - <<'P'
import json
card = json.load(open("told/busy.3"))
assert card["attachments"][0]["contentType"] == "application/vnd.microsoft.card.adaptive"
P

# Nobody answers: nobody knows, and that is asked about.
address WEBHOOK mute
expect 73 "no answer" "$rota" publish desk --to webhook --send
expect 73 "nobody knows whether it arrived" "$rota" publish desk --to webhook --send
[ "$(count mute)" = 1 ] || fail "tried again without an answer"
address WEBHOOK ok
expect 0 "sent to webhook" "$rota" publish desk --to webhook --send --again
python3 - <<'P'
import json
shifts = json.load(open("told/ok.3"))
assert shifts and all(shift["start_utc"].endswith("Z") for shift in shifts)
P
# A certificate that nobody vouches for; a server that isn't there.
CURL_CA_BUNDLE=/dev/null expect 73 "no secure connection" "$rota" publish desk --to slack --send --again
kill "$server"; wait "$server" 2>/dev/null || true; server=""
expect 73 "can't be reached" "$rota" publish desk --to slack --send --again

# The journal has it all, no address, and still leads to what is there.
! grep -q "localhost\|$port" "$journal" || fail "the journal holds an address"
[ "$(grep -c '"event":"sending"' "$journal")" = 9 ] || { cat "$journal"; fail "not 9 messages in the journal"; }
[ "$(grep -c '"event":"sent"' "$journal")" = 4 ] || { cat "$journal"; fail "not 4 that arrived"; }
expect 0 "leads to what is there, byte for byte" "$rota" history "desk/plans/$week"
echo "told a server over HTTPS: once, again, refused, elsewhere, after pauses, without an answer"
