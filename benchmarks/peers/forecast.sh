#!/usr/bin/env bash
# Runs the peers on the histories of `rota-bench forecast --data DIR`, in a throw-away Python environment.
set -euo pipefail
data="$(cd "${1:?usage: forecast.sh DIR (the folder that holds history/)}" && pwd)"
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
"$environment/bin/python" forecast.py "$data" "${peers[@]}"
