#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The explorer and SPIN, which searches a model of the same protocol with its own
# partial-order reduction: on one core each, by processor time, the best of three runs.
#
#   bench-explore.sh GMEMSIM SCENARIO...
set -u

gmemsim=$(realpath "$1")
shift
model=$(realpath "$(dirname "$0")/../bench/explore/protocol.pml")
RUNS=3

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
out=$work/out

die() {
  echo "bench-explore: $1" >&2
  exit 1
}

# Seconds and kilobytes of the fastest run: sets $seconds and $kilobytes.
measure() { # COMMAND...
  local user system memory now

  seconds=
  for ((i = 0; i < RUNS; i++)); do
    /usr/bin/time -o "$work/time" -f '%U %S %M' taskset -c 0 "$@" >"$out" 2>&1
    read -r user system memory < <(tail -n 1 "$work/time")
    now=$(awk "BEGIN { print $user + $system }")
    if [ -z "$seconds" ] || awk "BEGIN { exit !($now < $seconds) }"; then
      seconds=$now
      kilobytes=$memory
    fi
  done
}

# A clock of hundredths says nothing of what it does not see.
row() { # WHAT STATES
  awk -v what="$1" -v states="$2" -v s="$seconds" -v kb="$kilobytes" 'BEGIN {
    rate = s > 0 ? sprintf("%.0f", states / s) : "-"
    printf "  %-26s %9d states %9s /s %8.2f s %7.1f MB\n", what, states, rate, s, kb / 1024
  }'
}

build_model() { # DEFINITION...
  { spin -a "$@" "$model" && ${CC:-gcc} -O2 -w -DSAFETY -o pan pan.c; } >"$out" 2>&1 ||
     die "SPIN cannot make the model: $(tail -n 1 "$out")"
}

states_of_spin() {
  sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' "$out"
}

spin_row() { # WHAT
  row "$1" "$(printf '%.0f' "$(states_of_spin)")"
}

states_of_gmemsim() {
  jq -s '.[-1].states' "$out"
}

mapfile -t files < <(realpath "$@")
# SPIN leaves files where it runs.
cd "$work" || exit 1
for file in "${files[@]}"; do
  read -r -a definitions < <(sed -n 's/^# spin: //p' "$file")
  echo "${file##*/}: $(sed -n '1s/^# //p' "$file")"
  measure "$gmemsim" explore --json "$file"
  grep -q '"extent":"COMPLETE".*"verdict":"clean"' "$out" || die "$file: not clean"
  ours=$seconds
  row gmemsim "$(states_of_gmemsim)"
  build_model "${definitions[@]}"
  measure "$work/pan" -m100000 -w20
  grep -q 'errors: 0' "$out" || die "$file: SPIN finds an error"
  spin_row SPIN
  awk -v a="$seconds" -v b="$ours" \
    'BEGIN { printf "  SPIN / gmemsim, time: %s\n", (b > 0 ? sprintf("%.2f", a / b) : "-") }'
done

echo 'a fault that does not test the sequence, until it is found:'
measure "$gmemsim" explore --json --bug NO_RETRY_TEST "${files[0]}"
grep -q '"found":"violation"' "$out" || die 'the missing test is not found'
row gmemsim "$(states_of_gmemsim)"
read -r -a definitions < <(sed -n 's/^# spin: //p' "${files[0]}")
build_model "${definitions[@]}" -DNO_RETRY
measure "$work/pan" -m100000 -w20
grep -q 'errors: 1' "$out" || die 'SPIN does not find the missing test'
spin_row SPIN
