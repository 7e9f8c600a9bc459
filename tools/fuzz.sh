#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Run each fuzz target for a while.
#
#   fuzz.sh DIRECTORY TARGET...
#
# DIRECTORY holds the programs; corpora go to its corpus/TARGET, and what a target
# finds to its findings/TARGET: the input, the scenario and what was printed.  DURATION
# in the environment is for how long each runs.  The status is 1 if anything was found.
set -u

directory=$1
shift
duration=${DURATION:-60}
status=0

run() { # TARGET
  local target=$1 corpus=$directory/corpus/$1 found=$directory/findings/$1
  local seeds=$directory/seeds/$1 dictionary=$directory/seeds/$1.dict options=()

  mkdir -p "$corpus" "$found"
  [ -e "$dictionary" ] && options+=(-dict="$dictionary")
  GMS_FUZZ_OUT=$found timeout $((duration + 60)) "$directory/$target" -max_len=4096 -len_control=0 -entropic=0 \
    -max_total_time="$duration" -print_final_stats=1 -artifact_prefix="$found/" \
    "${options[@]}" "$corpus" $([ -d "$seeds" ] && echo "$seeds") >"$found/log" 2>&1 </dev/null
}

for target in "$@"; do
  if run "$target"; then
    sed -n "s/^Done \([0-9]*\) runs.*/ok $target: \1 runs in $duration s/p" \
      "$directory/findings/$target/log"
  else
    echo "not ok $target: see $directory/findings/$target"
    status=1
  fi
done
exit $status
