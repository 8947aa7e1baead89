#!/usr/bin/env bash
# Runs the peers on the week of `rota-bench erlang`, each in a throw-away Python environment.
set -euo pipefail
cd "$(dirname "$0")"
environment="$(mktemp -d)"
trap 'rm -rf "$environment"' EXIT
for peer in pyworkforce call_center_tools; do
  python3 -m venv "$environment/$peer"
  if ! "$environment/$peer/bin/pip" install --quiet --no-cache-dir "${peer//_/-}"; then
    echo "$peer could not be installed; left out" >&2
    continue
  fi
  "$environment/$peer/bin/python" "erlang_$peer.py"
done
