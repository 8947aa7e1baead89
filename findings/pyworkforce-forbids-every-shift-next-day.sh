#!/usr/bin/env bash
# One rule "no Morning after a Night" of pyworkforce forbids every shift after a Night, and two such rules forbid the Night.
#
# pyworkforce 0.5.1 (with ortools 9.15.6755), MinHoursRoster, non_sequential_shifts, which are documented as the pairs
# that may not follow each other. One person and two days, each roster below possible by what the rules say:
#   - Night and Night with the rule Night -> Morning: INFEASIBLE, since the row adds up all shifts of the next day;
#   - Night and a day off with Night -> Morning and Night -> Late: INFEASIBLE, since the row counts the Night once a rule.
# Without the rules, and with one rule and a day off, both programs are solved. Whoever compares rosters under such rules
# compares other rules: write them row by row, a pair each.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyworkforce==0.5.1 ortools==9.15.6755

"$work/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version
from pyworkforce.rostering import MinHoursRoster


def status(forbidden, nights):
    """Of one person who has to work these nights, with these shifts forbidden on the day after a Night."""
    roster = MinHoursRoster(
        num_days=2,
        resources=["Agent 07"],
        shifts=["Morning", "Late", "Night"],
        shifts_hours=[8, 8, 8],
        min_working_hours=0,
        banned_shifts=None,
        max_resting=2 - sum(nights),
        required_resources={"Morning": [0, 0], "Late": [0, 0], "Night": nights},
        non_sequential_shifts=[{"origin": "Night", "destination": shift} for shift in forbidden],
        max_search_time=60,
    )
    return roster.solve()["status"]


expected = {
    "two nights, no rule": "OPTIMAL",
    "two nights, no Morning after a Night": "INFEASIBLE",
    "a night, no Morning after a Night": "OPTIMAL",
    "a night, neither Morning nor Late after a Night": "INFEASIBLE",
}
found = dict(
    zip(
        expected,
        [status([], [1, 1]), status(["Morning"], [1, 1]), status(["Morning"], [1, 0]),
         status(["Morning", "Late"], [1, 0])],
    )
)
print("pyworkforce", version("pyworkforce"), "ortools", version("ortools"), found)
sys.exit(found != expected)
PYTHON
