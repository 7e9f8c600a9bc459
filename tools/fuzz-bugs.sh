#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# How soon the fuzzers find each bug of the catalogue: one bug at a time is switched on,
# and fuzz_ops and fuzz_schedule look for it from an empty corpus.
#
#   fuzz-bugs.sh DIRECTORY [BUG...]
#
# DIRECTORY holds the programs, as build/quick.  SEEDS (1) is how many runs there are of
# each, LIMIT (20) how many seconds each may take.  Prints a table; with PLAIN=1 the fuzzer
# is told of nothing but the code that it covers.
set -u

directory=$1
shift
seeds=${SEEDS:-1}
limit=${LIMIT:-20}
gmemsim=${GMEMSIM:-build/gmemsim}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
[ -z "${PLAIN:-}" ] || export GMS_FUZZ_PLAIN=1

[ $# -gt 0 ] || mapfile -t bugs < <("$gmemsim" bugs --json | jq -r 'select(.unseen == null) | .id')
[ $# -eq 0 ] || bugs=("$@")

# One run: prints "SECONDS EXECUTIONS", or nothing if it was not found.
run() { # TARGET BUG SEED
  local found=$work/found

  rm -rf "$found"
  mkdir -p "$found/corpus"
  GMS_FUZZ_BUG=$2 GMS_FUZZ_OUT=$found timeout $((limit + 30)) "$directory/fuzz_$1" -seed="$3" \
    -max_len=4096 -len_control=0 -entropic=0 -max_total_time="$limit" -print_final_stats=1 \
    -artifact_prefix="$found/" "$found/corpus" >"$found/log" 2>&1 </dev/null
  [ -e "$found/finding.gms" ] || return 1
  head -n 1 "$found/finding.gms" | sed 's/^# \([^:]*\):.*/\1/' >"$work/what"
  sed -n 's/^stat::number_of_executed_units: *//p' "$found/log" | tail -n 1
}

echo '| bug | target | found by | found | median s | worst s | executions |'
echo '|---|---|---|---|---|---|---|'
missed=()
for bug in "${bugs[@]}"; do
  good=
  for target in ops schedule; do
    times=() executions=()
    for seed in $(seq 1 "$seeds"); do
      start=$(date +%s.%N)
      count=$(run "$target" "$bug" "$seed") || continue
      times+=("$(echo "$(date +%s.%N) $start" | awk '{ printf "%.1f", $1 - $2 }')")
      executions+=("$count")
    done
    [ ${#times[@]} -gt 0 ] || continue
    good=1
    mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -g)
    mapfile -t executions < <(printf '%s\n' "${executions[@]}" | sort -g)
    middle=$(((${#times[@]} - 1) / 2))
    echo "| $bug | $target | $(cat "$work/what") | ${#times[@]} of $seeds |" \
      "${times[middle]} | ${times[-1]} | ${executions[middle]} |"
    break
  done
  [ -n "$good" ] || missed+=("$bug")
done
echo
echo "Not found within $limit s: ${missed[*]:-none}"
