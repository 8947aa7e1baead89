#!/usr/bin/env bash
# Checks the Kubernetes job that `rota what-if --engine kubernetes` writes against the published schema of the API, with
# the validator of the Python package index, in an environment that is thrown away.
#
#   Tests/Cluster/check_manifest.sh ROTA PROJECT GRID
set -euo pipefail
rota=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$rota" what-if "$2" --sweep "$3" --out /project/sweep --engine kubernetes --shards 20 --image registry.example/rota:1 \
  > "$work/job.yaml"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check kubernetes-validate
"$work/venv/bin/kubernetes-validate" --strict "$work/job.yaml"
# A misspelt key must be found, or the check checks nothing.
sed 's/completionMode/completionMod/' "$work/job.yaml" > "$work/broken.yaml"
if "$work/venv/bin/kubernetes-validate" --strict "$work/broken.yaml" > /dev/null 2>&1; then
  echo "the validator took a misspelt key" >&2
  exit 1
fi
echo "the job is valid, and a misspelt key is found"
