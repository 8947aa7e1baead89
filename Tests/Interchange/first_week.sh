#!/usr/bin/env bash
# Walks the five minutes of the README as somebody new does, from an empty folder, once for the export of each of three
# systems: the commands are taken from the README itself, only the editor is a script.
#
#   first_week.sh ROTA
set -euo pipefail
rota="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$rota" "$work/bin/rota"
# Whoever edits writes six people with the one column that has to be there.
cat > "$work/bin/editor" <<'EDITOR'
#!/usr/bin/env bash
for file; do
  case "$file" in
    *agents.csv) { echo agent_id; for n in 1 2 3 4 5 6; do echo "a0$n"; done; } > "$file" ;;
  esac
done
EDITOR
chmod +x "$work/bin/editor"
export PATH="$work/bin:$PATH" EDITOR=editor
readme="$here/../../README.md"
steps="$(awk '/^## Your own tickets in five minutes/ { on = 1; next } /^## / { on = 0 } on && /^    / { print substr($0, 5) }
  on && /^[^ ]/ && seen { exit } on && /^    / { seen = 1 }' "$readme")"
# Seconds are enough to see that it works.
steps="${steps//rota plan my-team/rota plan my-team --time-limit 4s}"
[ -n "$steps" ] || { echo "the README has no five minutes"; exit 1; }

for system in zendesk freshdesk counts; do
  folder="$work/$system"
  mkdir "$folder"
  cd "$folder"
  python3 "$here/first_week_export.py" "$system" export.csv > expected.txt
  # An empty team says what comes next, with 66.
  rota init my-team --quiet > /dev/null
  status=0
  rota plan my-team > out.txt 2> err.txt || status=$?
  [ "$status" = 66 ] || { echo "$system: plan of an empty team ended with $status"; cat err.txt; exit 1; }
  grep -q "rota import tickets.csv --into" err.txt && grep -q "rota plan" err.txt || { cat err.txt; exit 1; }
  rm -r my-team
  bash -euo pipefail -c "$steps" > walk.txt 2> walk.err < /dev/null || { echo "$system"; cat walk.txt walk.err; exit 1; }
  plan="$(ls -d my-team/plans/*-W*)"
  rota check "$plan" > check.txt
  # A week's contacts, queue by queue, are what the export was made from, within a tenth; nobody else's tickets, and no
  # other channel's, are among them.
  python3 - "$plan" expected.txt "$system" <<'CHECK'
import csv, pathlib, sys
plan, expected, system = sys.argv[1:]
contacts = {}
for row in csv.DictReader(open(f"{plan}/coverage.csv", encoding="utf-8")):
    contacts[row["queue"]] = contacts.get(row["queue"], 0) + float(row["contacts"])
wanted = {queue: float(number) for queue, number in (line.split() for line in pathlib.Path(expected).read_text().splitlines())}
duties = sum(1 for _ in csv.DictReader(open(f"{plan}/shifts.csv", encoding="utf-8")))
for queue in sorted(set(contacts) | set(wanted)):
    found, there = contacts.get(queue, 0), wanted.get(queue, 0)
    print(f"{system}: {queue} {found:.1f} contacts planned, {there:.1f} a week in the export, {duties} duties")
    if abs(found - there) > 0.1 * there:
        sys.exit(1)
if duties < 6:
    sys.exit(1)
CHECK
done
