#!/usr/bin/env bash
# Runs the peers on instances of `rota-bench roster`, in a throw-away Python environment: rosters.sh SECONDS FILE.txt …
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
environment="$(mktemp -d)"
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment/peers"
"$environment/peers/bin/pip" install --quiet --no-cache-dir ortools
"$environment/peers/bin/pip" install --quiet --no-cache-dir highspy ||
  echo "highspy could not be installed; HiGHS is left out" >&2
"$environment/peers/bin/python" "$here/rosters.py" "$@"
