#!/usr/bin/env bash
# PuLP's MPS reader knows no RANGES section, and takes a second free row for the objective.
#
# PuLP 3.3.2, LpProblem.fromMPS, on two valid files that GLPK (glpsol --freemps) reads and solves:
#   - a RANGES section, empty or not: "IndexError: list index out of range" (its lines are taken for BOUNDS or RHS);
#   - a further row of type N behind the objective: "KeyError", since the last N row becomes the objective.
# A writer for all readers writes a row with two bounds as two rows, and leaves rows without bounds out.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pulp==3.3.2

model() { # RANGES lines, further N row
  printf 'NAME small\nROWS\n N cost\n G low\n'
  [ -z "$2" ] || printf ' N free\n'
  printf 'COLUMNS\n x cost 2\n x low 1\n'
  [ -z "$2" ] || printf ' x free 1\n'
  printf 'RHS\n RHS low 3\n%bBOUNDS\n LO BND x 0\n UP BND x 9\nENDATA\n' "$1"
}
model '' '' >"$work/plain.mps"
model 'RANGES\n' '' >"$work/empty.mps"
model 'RANGES\n RNG low 4\n' '' >"$work/ranges.mps"
model '' 'free' >"$work/free.mps"

"$work/venv/bin/python" - "$work" <<'PYTHON'
import sys
import pulp

expected = {"plain": 6.0, "empty": "IndexError", "ranges": "IndexError", "free": "KeyError"}
found = {}
for name in expected:
    try:
        _, problem = pulp.LpProblem.fromMPS(f"{sys.argv[1]}/{name}.mps")
        problem.solve(pulp.PULP_CBC_CMD(msg=False))
        found[name] = pulp.value(problem.objective)
    except Exception as error:
        found[name] = type(error).__name__
print("PuLP", pulp.__version__, found)
sys.exit(found != expected)
PYTHON
