#!/usr/bin/env bash
# Bends documents and tables at random and gives them to everything that reads them, by an optimised build. Fails, and names
# the mutation, when one ends the program, is no fault of who wrote it, or takes longer than twenty seconds.
#
#   Tests/Mutations/run.sh          20,000 of them
#   Tests/Mutations/run.sh 2000     the first 2,000
set -euo pipefail
cd "$(dirname "$0")/../.."

count=${1:-20000}
size=500
swift build -c release --product mutations -Xswiftc -num-threads -Xswiftc 4
program="$(swift build -c release --show-bin-path)/mutations"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

part() {
  "$2" "$1" "$3" "$4/$1" >"$4/$1.out" 2>&1 || { echo "failed at $(cat "$4/$1"):"; tail -n 20 "$4/$1.out"; exit 255; }
}
export -f part
seq 0 "$size" "$((count - 1))" | xargs -P "$(nproc)" -I{} bash -c 'part "$@"' _ {} "$program" "$size" "$work"
cat "$work"/*.out | awk -F': ' '
  / accepted, / { split($2, n, " "); accepted[$1] += n[1]; refused[$1] += n[3] }
  END { for (name in accepted) printf "%s: %d accepted, %d refused\n", name, accepted[name], refused[name] }' | sort
