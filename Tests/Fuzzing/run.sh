#!/usr/bin/env bash
# Builds every fuzz target and runs each for the given time (seconds, 60 by default) from the seeds and a fresh corpus.
# Fails, and keeps the input, when one crashes, leaks, or takes too long.
#
#   Tests/Fuzzing/run.sh 60            all targets
#   Tests/Fuzzing/run.sh 60 FuzzCSV    one
set -euo pipefail
cd "$(dirname "$0")"

seconds=${1:-60}
targets=(FuzzCSV FuzzTime FuzzCalendar FuzzZones FuzzTickets FuzzHistory FuzzProject FuzzPlan FuzzFutures FuzzTables FuzzValues FuzzWorkbook)
[ $# -ge 2 ] && targets=("${@:2}")

# Without caching: files added to the project since the last build would not be seen.
flags=(-c release --disable-build-manifest-caching -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=address)
for target in "${targets[@]}"; do
  swift build "${flags[@]}" --product "$target"
done
bin=$(swift build "${flags[@]}" --show-bin-path)

failed=0
for target in "${targets[@]}"; do
  work=.build/fuzz/$target
  rm -rf "$work"
  mkdir -p "$work/corpus" "$work/crashes"
  seeds=()
  [ -d "Seeds/$target" ] && seeds=("Seeds/$target")
  # The smallest plan is longer than what the others take.
  length=4096
  [ "$target" = FuzzPlan ] && length=16384
  echo "== $target for $seconds s"
  # Leaks of the Swift runtime's own one-time tables are none of ours.
  if ASAN_OPTIONS=detect_leaks=0 "$bin/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len="$length" \
    -print_final_stats=1 -artifact_prefix="$work/crashes/" "$work/corpus" "${seeds[@]}" >"$work/log" 2>&1; then
    grep -E "stat::(number_of_executed_units|peak_rss_mb)|cov: " "$work/log" | tail -3
  else
    tail -40 "$work/log"
    echo "== $target FAILED; the input is in Tests/Fuzzing/$work/crashes"
    failed=1
  fi
done
exit $failed
