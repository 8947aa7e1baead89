#!/usr/bin/env bash
# Runs the peers on the histories of `rota-bench forecast --data DIR`, in a throw-away Python environment, on one core
# each. With the output of rota-bench as second argument, prints one table of both; otherwise a JSON line a case.
set -euo pipefail
data="$(cd "${1:?usage: forecast.sh DIR [OURS.jsonl] (DIR holds history/)}" && pwd)"
ours="${2:+$(realpath "$2")}"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 NUMBA_NUM_THREADS=1
cd "$(dirname "$0")"
environment="$(mktemp -d)"
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment"
peers=("8-week average")
"$environment/bin/pip" install --quiet --no-cache-dir pandas numpy scikit-learn
for package in lightgbm statsforecast prophet; do
  if "$environment/bin/pip" install --quiet --no-cache-dir "$package"; then
    case "$package" in
      statsforecast) peers+=("statsforecast MSTL" "statsforecast AutoETS x profile") ;;
      *) peers+=("$package") ;;
    esac
  else
    echo "$package could not be installed; left out" >&2
  fi
done
if [ -z "$ours" ]; then
  "$environment/bin/python" forecast.py "$data" "${peers[@]}"
else
  "$environment/bin/python" forecast.py "$data" "${peers[@]}" > "$environment/peers.jsonl"
  "$environment/bin/python" beside.py "$ours" "$environment/peers.jsonl"
fi
