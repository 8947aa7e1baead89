#!/usr/bin/env bash
# Runs the peers on instances of `rota-bench roster`, `shifts` or `tours`, in a throw-away Python environment:
# solvers.sh rosters|shifts|tours SECONDS FILE …
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
subject="${1:?usage: solvers.sh rosters|shifts|tours SECONDS FILE …}"
shift
environment="$(mktemp -d)"
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment/peers"
"$environment/peers/bin/pip" install --quiet --no-cache-dir ortools pulp
"$environment/peers/bin/pip" install --quiet --no-cache-dir highspy ||
  echo "highspy could not be installed; HiGHS is left out" >&2
"$environment/peers/bin/python" "$here/$subject.py" "$@"
