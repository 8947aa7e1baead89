#!/usr/bin/env bash
# Runs the queries of docs/warehouse.md for real, on DuckDB (from the Python package index, thrown away afterwards) and on
# PostgreSQL (a server of its own in a temporary folder), and compares what `rota` imports from the counts with what it
# imports from the tickets themselves.
#
#   Tests/Cluster/check_warehouse.sh ROTA
#
# Needs PostgreSQL's server programs (Debian: apt-get install postgresql); where they are missing only DuckDB is checked.
set -euo pipefail
rota=$(realpath "$1")
page=$(realpath "$(dirname "$0")/../../docs/warehouse.md")
work=$(mktemp -d)
bin=""
owner=""
finish() {
  [ -z "$bin" ] || $owner "$bin/pg_ctl" -D "$work/db/data" stop -m immediate > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
cd "$work"
query() { sed -n "/^-- $1\$/,/^\`\`\`\$/p" "$page" | sed '1d;$d'; }

# Two queues over eight days around the end of summer time, an odd second here and there, some without handle time.
python3 - > tickets.csv <<'PY'
import random
from datetime import datetime, timedelta, timezone
random.seed(7)
print("id,created_at,queue,handle_s")
start = datetime(2026, 10, 20, tzinfo=timezone.utc)
for number in range(6000):
    at = start + timedelta(seconds=random.randrange(8 * 86400))
    handle = "" if random.random() < 0.1 else str(random.randrange(30, 1200))
    print(f"{number},{at:%Y-%m-%dT%H:%M:%SZ},{random.choice(['phone', 'chat'])},{handle}")
PY

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check duckdb pytz
query duckdb > duck.sql
venv/bin/python - <<'PY'
import duckdb
db = duckdb.connect()
db.execute("CREATE TABLE tickets(id BIGINT, created_at TIMESTAMPTZ, queue TEXT, handle_s DOUBLE)")
db.execute("COPY tickets FROM 'tickets.csv' (HEADER)")
db.execute(open("duck.sql").read())
PY
mv counts.csv duckdb.csv
echo "duckdb: $(($(wc -l < duckdb.csv) - 1)) rows"

for candidate in /usr/lib/postgresql/*/bin; do [ -x "$candidate/initdb" ] && bin=$candidate; done
if [ -n "$bin" ]; then
  # The server refuses to run as root.
  [ "$(id -u)" != 0 ] || owner="setpriv --reuid=nobody --regid=nogroup --clear-groups"
  chmod 755 "$work"
  mkdir db
  [ -z "$owner" ] || chown nobody:nogroup db
  $owner "$bin/initdb" -D "$work/db/data" -U check --auth=trust > /dev/null
  $owner "$bin/pg_ctl" -D "$work/db/data" -o "-c listen_addresses='' -k $work/db" -l "$work/db/log" -w start > /dev/null
  psql() { command psql -h "$work/db" -U check -d postgres -v ON_ERROR_STOP=1 -q "$@"; }
  psql -c "CREATE TABLE tickets(id bigint, created_at timestamptz, queue text, handle_s double precision)"
  psql -c "\copy tickets from 'tickets.csv' csv header"
  query postgresql > counts.sql
  psql --csv -f counts.sql > postgresql.csv
  echo "postgresql: $(($(wc -l < postgresql.csv) - 1)) rows"
else
  echo "postgresql: no server here, not checked"
fi

venv/bin/python - "$(ls duckdb.csv postgresql.csv 2>/dev/null | tr '\n' ' ')" <<'PY'
import csv, sys
from collections import defaultdict
from datetime import datetime, timezone
from zoneinfo import ZoneInfo
truth = defaultdict(lambda: [0, []])
for row in csv.DictReader(open("tickets.csv")):
    at = datetime.fromisoformat(row["created_at"].replace("Z", "+00:00")).astimezone(ZoneInfo("Europe/Dublin"))
    cell = truth[f"{at:%Y-%m-%d %H}:{at.minute // 15 * 15:02d}", row["queue"]]
    cell[0] += 1
    if row["handle_s"]:
        cell[1].append(float(row["handle_s"]))
for name in sys.argv[1].split():
    seen = {(r["ts_local"], r["queue"]): (int(r["calls"]), r["aht_s"]) for r in csv.DictReader(open(name))}
    assert seen.keys() == truth.keys(), f"{name}: other intervals"
    for key, (calls, handles) in truth.items():
        assert seen[key][0] == calls, (name, key, seen[key], calls)
        if handles:
            assert abs(float(seen[key][1]) - sum(handles) / len(handles)) < 0.001, (name, key)
        else:
            assert seen[key][1] == "", (name, key, seen[key])
    print(f"{name}: counts and handle times as counted by hand")
PY

"$rota" init desk --template helpdesk --quiet > /dev/null
for name in duckdb.csv postgresql.csv; do
  [ -e "$name" ] || continue
  rm -rf history && cp -r desk history
  "$rota" import "$name" --into history --time-zone Europe/Dublin --quiet > "$name.report"
  sum=$(awk -F, 'NR > 1 { sum += $3 } END { print sum }' "$name")
  [ "$sum" = 6000 ] || { echo "$name holds $sum contacts, not 6000" >&2; exit 1; }
  grep -q "6,000\|6000" "$name.report" || { cat "$name.report" >&2; echo "the import lost contacts" >&2; exit 1; }
  echo "$name: imported, 6000 contacts"
done
