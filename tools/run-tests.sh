#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Run test programs, scenarios and the tests of the command, side by side.
#
#   run-tests.sh [--quiet] [--fast] [--no-summary] DIRECTORY GMEMSIM TEST...
#
# DIRECTORY gets the results, GMEMSIM is the command under test, each TEST is a
# CMocka program; `stage` beside DIRECTORY holds an installation.  --fast leaves
# out the tests of the command line and of the installation.  What ran is
# told by one line a test only when it failed; the summary is the last line:
#
#   N passed, N failed
#
# A scenario is one test.  These lines in its comments count:
#
#   # profiles: 6.18 7.2     run it once under each of these, as so many tests
#   # worlds: - --tdp=0      and once with each of these options, `-` being none
#   # options: --inject fd:2 options of `gmemsim run` that it needs
#   # expect-exit: 1         the exit status that is right (0 without the line)
set -u

# Seconds after which a test is taken to hang (status 124).
patience=${PATIENCE:-240}

# ---- One job, in a process of its own -------------------------------------------

# A job writes its log, then `ok NAME` or `not ok NAME` lines into a file.

run_program() { # RESULT PROGRAM
  local result=$1 program=$2 status

  CMOCKA_MESSAGE_OUTPUT=TAP timeout "$patience" "$program" >"$result.log" 2>&1 </dev/null
  status=$?
  sed -n -E "s|^(not )?ok [0-9]+ - (.*)|\1ok ${program##*/}: \2|p" "$result.log" >"$result"
  # A program that died has not counted the test that killed it.
  if [ $status -ne 0 ] && ! grep -q '^not ok' "$result"; then
    echo "not ok ${program##*/}: ended with status $status" >>"$result"
  fi
}

run_scenario() { # RESULT GMEMSIM FILE PROFILE WORLD
  local result=$1 gmemsim=$2 file=$3 profile=$4 world=$5 name=$3 expected status
  local options

  read -r -a options < <(sed -n 's/^# *options: *//p' "$file" | head -n 1)
  if [ "$profile" != - ]; then
    options+=(--profile "$profile")
    name="$file ($profile)"
  fi
  if [ "$world" != - ]; then
    options+=("$world")
    name="$name ($world)"
  fi
  expected=$(sed -n 's/^# *expect-exit: *\([0-9]*\).*/\1/p' "$file" | head -n 1)
  timeout "$patience" "$gmemsim" run "${options[@]}" "$file" >"$result.log" 2>&1 </dev/null
  status=$?
  if [ "$status" -eq "${expected:-0}" ]; then
    echo "ok $name" >"$result"
  else
    echo "not ok $name: exit status $status, expected ${expected:-0}" >"$result"
  fi
}

run_script() { # RESULT ARGUMENT SCRIPT
  local status

  timeout "$patience" "$3" "$2" >"$1.log" 2>&1 </dev/null
  status=$?
  grep -E '^(not )?ok ' "$1.log" >"$1"
  if [ $status -ne 0 ] && ! grep -q '^not ok' "$1"; then
    echo "not ok $3: ended with status $status" >>"$1"
  fi
}

if [ "${1:-}" = --job ]; then
  shift
  "run_$1" "${@:2}"
  exit 0
fi

# ---- All jobs --------------------------------------------------------------------

quiet=
fast=
summary=1
while :; do
  case ${1:-} in
    --quiet) quiet=1 ;;
    --fast) fast=1 ;;
    --no-summary) summary= ;;
    *) break ;;
  esac
  shift
done
[ $# -ge 2 ] || { echo 'usage: run-tests.sh [--quiet] [--fast] DIRECTORY GMEMSIM TEST...' >&2; exit 2; }
directory=$1/results
stage=$(dirname "$1")/stage
gmemsim=$2
shift 2

rm -rf "$directory"
mkdir -p "$directory"
number=0

# Arguments of jobs, each ended by a NUL and padded to the same count for xargs.
job() {
  number=$((number + 1))
  printf '%s\0' --job "$1" "$directory/$(printf %05d $number)" "$2" "${3:--}" "${4:--}" "${5:--}"
}

jobs_of_scenario() { # FILE
  local profiles profile worlds world

  profiles=$(sed -n 's/^# *profiles: *//p' "$1" | head -n 1)
  worlds=$(sed -n 's/^# *worlds: *//p' "$1" | head -n 1)
  for profile in ${profiles:--}; do
    for world in ${worlds:--}; do
      job scenario "$gmemsim" "$1" "$profile" "$world"
    done
  done
}

all_jobs() {
  local file

  # The slowest first, so that they do not end last.
  if [ -z "$fast" ]; then
    job script "$gmemsim" tests/cli.sh
    job script "$gmemsim" tests/report.sh
    job script "$gmemsim" tests/golden.sh
    job script "$gmemsim" tests/explore.sh
    job script "$gmemsim" tests/bugs.sh
    job script "$gmemsim" tests/export.sh
    job script "$gmemsim" tests/routes.sh
    job script "$gmemsim" tests/kvm.sh
    job script "$gmemsim" tests/conform.sh
    job script "$gmemsim" tests/diff.sh
    job script "$gmemsim" tests/vm.sh
    job script "$gmemsim" tests/model.sh
    job script "$gmemsim" tests/refine.sh
    job script "$gmemsim" tests/operations.sh
    job script "$stage" tests/library.sh
  fi
  for file in "$@"; do
    job program "$file"
  done
  for file in tests/conformance/*.gms tests/scenarios/*.gms examples/*.gms; do
    [ -e "$file" ] && jobs_of_scenario "$file"
  done
}

all_jobs "$@" | xargs -0 -n 7 -P "${JOBS:-$(nproc)}" "$0"
xargs_status=$?

# ---- What came of it ---------------------------------------------------------------

passed=0
failed=0
for result in "$directory"/*[0-9]; do
  ok=$(grep -c '^ok ' "$result")
  bad=$(grep -c '^not ok ' "$result")
  passed=$((passed + ok))
  failed=$((failed + bad))
  if [ "$bad" -ne 0 ]; then
    grep '^not ok ' "$result"
    sed 's/^/    /' "$result.log" | grep -vE '^    ok ' | tail -n "${LOG_LINES:-40}"
  fi
done
[ $xargs_status -eq 0 ] || { echo "not ok the test runner: xargs ended with $xargs_status"; failed=$((failed + 1)); }
echo "$passed passed, $failed failed" >"$directory/summary"
if [ -z "$quiet" ]; then
  echo "$(ls "$directory"/*[0-9] | wc -l) jobs; logs in $directory"
fi
[ -z "$summary" ] || cat "$directory/summary"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
