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
from datetime import datetime
truth = defaultdict(lambda: [0, 0, 0.0])
for row in csv.DictReader(open("tickets.csv")):
    at = datetime.fromisoformat(row["created_at"].replace("Z", "+00:00"))
    cell = truth[f"{at:%Y-%m-%d %H}:{at.minute // 15 * 15:02d}", row["queue"]]
    cell[0] += 1
    if row["handle_s"]:
        cell[1] += 1
        cell[2] += float(row["handle_s"])
for name in sys.argv[1].split():
    seen = {
        (r["ts_utc"], r["queue"]): [int(r["contacts"]), int(r["handled"]), float(r["handle_seconds"])]
        for r in csv.DictReader(open(name))
    }
    assert seen == truth, f"{name}: other counts"
    print(f"{name}: counts and handle times as counted by hand")
PY

"$rota" init desk --template contact-centre --quiet > /dev/null
for name in duckdb.csv postgresql.csv; do
  [ -e "$name" ] || continue
  rm -rf imported && cp -r desk imported
  "$rota" import "$name" --into imported --time-zone Europe/Dublin --quiet > "$name.report"
  # contacts and handle seconds of the history against those of the tickets
  venv/bin/python - imported/history/*.csv <<'PY'
import csv, sys
rows = [row for name in sys.argv[1:] for row in csv.DictReader(open(name))]
contacts = sum(float(row["contacts"]) for row in rows)
seconds = sum(float(row["handle_seconds"]) for row in rows)
tickets = list(csv.DictReader(open("tickets.csv")))
handled = sum(float(row["handle_s"]) for row in tickets if row["handle_s"])
assert contacts == len(tickets), (contacts, len(tickets))
assert abs(seconds - handled) < 1, (seconds, handled)
PY
  echo "$name: imported, every contact and second of handle time is there"
done
