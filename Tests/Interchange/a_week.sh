#!/usr/bin/env bash
# Walks a manager's week through the program, on a copy of sample-data/team: planned and published on Thursday, a sick call,
# edits by hand, a swap, a surge at noon, meetings, leave, and the week after, shared fairly. Every command has an exit status
# and facts that it must say; the plan is checked after every step.
#
#   a_week.sh ROTA                the walk; ends with 1 at the first thing that is wrong
#   a_week.sh ROTA --transcript   and prints it, as docs/a-week.md has it
set -euo pipefail
binary="$(realpath "$1")"
transcript="${2:-}"
sample="$(cd "$(dirname "$0")/../../sample-data/team" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$sample" team

# Markdown between the commands: paragraphs after a blank line.
say() { [ -z "$transcript" ] || printf '\n%s\n' "$(printf '%s\n' "$@")"; }
fail() { printf 'a_week.sh: %s\n' "$1" >&2; cat out.txt >&2; exit 1; }

# quiet STATUS ARGUMENTS…: runs rota with them.
quiet() {
  local wanted="$1" status=0
  shift
  "$binary" "$@" >out.txt 2>&1 </dev/null || status=$?
  [ "$status" = "$wanted" ] || fail "'rota $*' ended with $status, not $wanted"
}

# run STATUS ARGUMENTS…: the same, shown; no more than $most lines of it.
run() {
  quiet "$@"
  [ -n "$transcript" ] || return 0
  local wanted="$1"
  shift
  printf '\n    $ rota %s\n' "$*"
  head -n "${most:-40}" out.txt | fold -s -w 116 | sed -E 's/^/    /; s/ +$//'
  [ "$(wc -l <out.txt)" -le "${most:-40}" ] || printf '    …\n'
  [ "$wanted" = 0 ] || printf '    (exit status %s)\n' "$wanted"
}

# fact PATTERN…: what was just said has to hold each.
fact() { for pattern; do grep -qE -- "$pattern" out.txt || fail "it doesn't say '$pattern'"; done; }

# checked PLAN: it keeps every rule, and all its files say the same.
checked() { quiet 0 check "$1" && fact 'keep every rule and every figure is right'; }

# same FILE SHA: nobody has touched it.
same() { [ "$(sha256sum <"$1")" = "$2" ] || fail "$1 was changed"; }

# duties PLAN DATE: ID START-END, a line each.
duties() { awk -F, -v d="$2" '$5 == d { print $1, substr($6, 12, 5) "-" substr($7, 12, 5) }' "$1/shifts.csv"; }

plan=team/plans/2026-W48
tuesday=2026-11-24 wednesday=2026-11-25 thursday=2026-11-26 friday=2026-11-27

[ -z "$transcript" ] || printf '# A week of a manager\n'
say \
  'One week of a team of 18: planned on Thursday, changed as weeks are, and the next one planned. All of it is what the' \
  'program printed on `sample-data/team`; `Tests/Interchange/a_week.sh ROTA --transcript` prints it again, and `.ci/run`' \
  'walks it.' '' \
  '- `--from` says when it is. At your desk leave it out: it is now then.' \
  '- `--iterations` gives the same figures everywhere. Leave it out: the search takes its time then, and finds better rotas.' \
  '- Long answers are cut (…), long lines folded. After every step the script asks `rota check`, which is left out here.' '' \
  '## Thursday: next week is planned'
# What was recorded until Wednesday.
cp team/tickets/desk-30min.csv all.csv
awk -F, 'NR == 1 || $1 < "2026-11-19"' all.csv >team/tickets/desk-30min.csv
most=3 run 0 plan team --week 2026-W48 --iterations 300 --quiet
fact 'draft; .rota publish. makes it what people hold' 'rules broken'
checked $plan
run 0 status team
fact '2026-W48' 'draft'
say 'A draft: nobody was told. The week is looked at, and published.'
run 0 publish $plan
fact 'published team/plans/2026-W48, revision 1'
checked $plan
[ "$(find $plan/calendars -name '*.ics' | wc -l)" -ge 18 ] || fail "calendars are missing"
say 'What people hold is never overwritten:'
run 65 plan team --week 2026-W48 --iterations 500
fact 'never overwrites what people hold' 'rota replan'

say '## Tuesday, 7:10: somebody is sick'
sick="$(duties $plan $tuesday | awk '$2 >= "08:00" { print $1; exit }')"
say "A message from \`$sick\`, who was to come this morning. Who could come instead?"
status=0
"$binary" cover $plan "$sick:$tuesday" --from ${tuesday}T07:10 --json >cover.json || status=$?
run $status cover $plan "$sick:$tuesday" --from ${tuesday}T07:10 --show 3
fact 'left to nobody' '^1\. Agent'
# The status says whether anybody can without breaking a rule, and so does the list.
python3 -c 'import json, sys
sound = [one for one in json.load(open("cover.json"))["cover"]["candidates"] if not one["breaks"]]
sys.exit(0 if (len(sound) > 0) == (int(sys.argv[1]) == 0) else 1)' $status || fail "the status of cover isn't right"
[ $status = 0 ] || say 'Nobody, without breaking a rule: everybody works then, or has the hours of the week.'
say 'The program looks for what is least trouble:'
published="$(sha256sum <$plan/plan.json)"
run 0 replan $plan --absent "$sick:$tuesday" --from ${tuesday}T07:10 --iterations 200
fact 'absent \(sick\)' "absent: $sick, $tuesday" 'written to +team/plans/2026-W48.draft' 'proof'
same $plan/plan.json "$published"
checked $plan.draft
say 'That is a draft. What it changes for people, and what is open:'
run 0 diff $plan
fact 'duty gone|gone'
run 0 status team
fact 'published   revision 1' 'draft  ' 'to undo     1 operation'
run 0 publish $plan
fact 'revision 2' 'absences.csv: 1 row added'
checked $plan
grep -q "^$sick,$tuesday,$tuesday,sick,yes" team/absences.csv || fail "absences.csv doesn't know of it"
say 'Asked again, there is nothing to do, and nothing is left lying about:'
run 0 replan $plan --absences --from ${tuesday}T07:20
fact 'nothing to change' 'nothing was written'
[ ! -e $plan.draft ] || fail "an empty draft was left behind"

say '## Tuesday, 9:00: by hand'
late="$(duties $plan $thursday | awk '$2 >= "08:30" { print $1 }' | grep -v "$sick" | head -n 1)"
lunch="$(awk -F, -v w="$late" -v d="$thursday" \
  '$1 == w && ($2 == "lunch" || $2 == "rest") && substr($6, 1, 10) == d { print substr($6, 12, 5); exit }' \
  $plan/activities.csv)"
say "\`$late\` has a call to make on Thursday and asks for another break. Not at any time:"
run 65 edit $plan --break "$late:$thursday@$lunch=23:30" --from ${tuesday}T09:00
fact 'may begin at 23:30' 'may begin from [0-9:]+ to [0-9:]+'
[ ! -e $plan.draft ] || fail "a refused edit left a draft behind"
for minutes in 15 -15 30 -30 none; do
  [ $minutes != none ] || fail "the break can't move at all"
  to="$(date -u -d "2026-01-01 $lunch UTC $minutes minutes" +%H:%M)"
  "$binary" edit $plan --break "$late:$thursday@$lunch=$to" --from ${tuesday}T09:00 --out try >out.txt 2>&1 && break
done
say 'At another time it is possible:'
run 0 edit $plan --break "$late:$thursday@$lunch=$to" --from ${tuesday}T09:00
fact 'breaks .* → ' 'by hand' 'disturbance'
checked $plan.draft
say 'Agent 05 offers to come on Saturday, which is a fixed day off. The edit is made, what it breaks is said, and it can not be' \
  'published by mistake:'
run 1 edit $plan --add a05:2026-11-28=08:30-12:30 --from ${tuesday}T09:00
fact 'breaks: a05, 2026-11-28, days.fixed-off'
run 65 publish $plan
fact 'the checker refuses the plan' 'days.fixed-off'
say 'Other edits may follow all the same, and what is broken is said until it is mended. This one is taken back:'
run 0 undo $plan
fact "took 'rota edit' back" '1 duty gone'
checked $plan.draft

say '## Tuesday, 15:00: a swap'
swapped=""
while read -r first times; do
  while read -r second others; do
    [ "$first" \< "$second" ] && [ "$times" != "$others" ] || continue
    status=0
    "$binary" swap $plan "$first:$friday" "$second:$friday" --from ${tuesday}T15:00 --out try >out.txt 2>&1 \
      </dev/null || status=$?
    if [ $status = 1 ] && [ -z "${refused:-}" ]; then refused="$first:$friday $second:$friday"; fi
    if [ $status = 0 ] && [ -z "$swapped" ]; then swapped="$first:$friday $second:$friday"; fi
    [ -z "${refused:-}" ] || [ -z "$swapped" ] || break 2
  done < <(duties $plan.draft $friday)
done < <(duties $plan.draft $friday)
[ -n "$swapped" ] || fail "no two duties of Friday can be swapped"
draft="$(sha256sum <$plan.draft/plan.json)"
if [ -n "${refused:-}" ]; then
  say 'Two people would like to change duties. The rules say no, and nothing is written:'
  # shellcheck disable=SC2086
  run 1 swap $plan $refused --from ${tuesday}T15:00
  fact 'breaks: ' 'The swap is refused; nothing was written'
  same $plan.draft/plan.json "$draft"
fi
say 'Two others may. Both dates are pinned then: later changes leave them alone.'
# shellcheck disable=SC2086
run 0 swap $plan $swapped --from ${tuesday}T15:00
fact 'swapped with'
checked $plan.draft
run 0 publish $plan
fact 'revision 3' 'calendars: [0-9]+ events? revised'
checked $plan

say '## Wednesday, noon: far more calls'
# As many by noon as were expected, and four in ten on top.
awk -F, -v d="$wednesday" 'BEGIN { print "ts_local,queue,calls" }
  NR > 1 && substr($3, 1, 10) == d && substr($3, 12, 5) < "12:00" {
    sum[$1] += $5 * 1.4; whole = int(sum[$1] + 0.5) - told[$1]; told[$1] += whole
    print substr($3, 1, 10) " " substr($3, 12, 5) "," $1 "," whole }' $plan/coverage.csv >today.csv
say 'The morning brought four calls in ten more than expected. What about the rest of the day?'
most=44 run 0 today $plan --actual today.csv --at 12:00
fact 'phone' 'what to do'
step="$(grep -oE 'rota edit … --(break|queue) .*' out.txt | head -n 1 | cut -d' ' -f4-)" || true
if [ -n "$step" ]; then
  say 'The first of these is done as it stands there:'
  # shellcheck disable=SC2086
  run 0 edit $plan $step --from ${wednesday}T12:00
  fact 'by hand'
  checked $plan.draft
fi
say 'The calls will go on coming until Friday, somebody knows. At most three duties may change for it:'
run 0 replan $plan --volume "phone=+25%:$wednesday..$friday" --max-changes 3 --from ${wednesday}T12:10 --iterations 200
fact 'service level' 'uncovered' 'written to'
checked $plan.draft
# What has begun by then stays.
"$binary" diff $plan --json >diff.json
python3 - diff.json <<'CHECK' || fail "the replan changed too much, or what had begun"
import json, sys
changes = json.load(open(sys.argv[1]))["changes"]
duty = lambda day: [(d["start"], d["length"]) for d in day["duties"]] if day else []
moved = [c for c in changes if duty(c.get("before")) != duty(c.get("after"))]
assert len(moved) <= 3, moved
assert all(c["date"] >= "2026-11-25" for c in changes), changes
CHECK
run 0 publish $plan
fact 'revision 4'
checked $plan

say '## Wednesday, 13:00: meetings'
status=0
"$binary" meet $plan team/meetings.csv --from ${wednesday}T13:00 --out try >out.txt 2>&1 || status=$?
[ $status -le 1 ] || fail "meetings can't be read"
say 'Meetings go where they cost the least service.'
run $status meet $plan team/meetings.csv --from ${wednesday}T13:00
fact 'placed'
[ $status = 0 ] || say 'The exit status says that some have no time at which all can come; the others are placed.'
checked $plan.draft
run 0 publish $plan
fact 'revision 5'
checked $plan

say '## Thursday: leave, and the week after'
say 'Agent 12 asks for two days of next week.'
most=24 run 0 leave team a12 2026-12-03 2026-12-04
say 'Granted:'
most=3 run 0 leave team a12 2026-12-03 2026-12-04 --grant
grep -q '^a12,2026-12-03,2026-12-04,' team/absences.csv || fail "the leave isn't in absences.csv"
say 'From now on unpopular duties are shared: `fairness: true` in `rota.json`. Who has worked how many so far:'
sed -i 's/^  prices: {/  fairness: true,\n  prices: {/' team/rota.json
cp all.csv team/tickets/desk-30min.csv
most=14 run 0 ledger team
fact 'a01'
most=3 run 0 plan team --week 2026-W49 --iterations 300 --quiet
fact '2026-W49' 'fairness|written to'
checked team/plans/2026-W49
! grep -qE '^a12,.*,2026-12-0[34],' team/plans/2026-W49/shifts.csv || fail "leave was planned over"
run 0 publish team/plans/2026-W49
fact 'revision 1'
checked team/plans/2026-W49
checked $plan
most=14 run 0 ledger team
say '## What has become of the week'
run 0 status team
fact '2026-W48' 'revision 5' '2026-W49' 'revision 1'
most=24 run 0 diff team/plans/.history/2026-W48/revisions/0001 $plan
fact 'service level'
say 'A publish can be taken back too. That makes a draft with the duties before it; nobody is told before it is published.'
run 0 undo $plan
fact 'the duties of revision 4 are in the draft'
checked $plan.draft
run 0 undo $plan
fact 'there is no draft any more'
[ ! -e $plan.draft ] || fail "the draft is still there"
checked $plan
say 'Every revision, every operation and its change list stand in `plans/.history/2026-W48`.' \
  '[How a rota lives](living.md) says how.'
