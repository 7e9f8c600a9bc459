#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# gmemsim diff: between two simulated kernels, and with this machine's if it has /dev/kvm.
#
#   diff.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.
set -u

gmemsim=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0

run() {
  timeout 200 "$gmemsim" diff "$@" >"$dir/out" 2>"$dir/err" </dev/null
  status=$?
}

is() { # NAME STATUS [PATTERN]...
  local name=$1 good=0 pattern

  [ "$status" -eq "$2" ] || good=1
  shift 2
  for pattern in "$@"; do
    cat "$dir/out" "$dir/err" | grep -qE -- "$pattern" || { good=1; echo "  no match for: $pattern"; }
  done
  if [ $good -eq 0 ]; then
    echo "ok diff: $name"
  else
    echo "not ok diff: $name"
    failed=1
    echo "  status $status"
    tail -n 20 "$dir/out" "$dir/err" | sed 's/^/  /'
  fi
}

run --backend-b sim --kernel 7.2 --profile 7.2 --seed 3 --ops 2000
is 'a kernel is like itself' 0 '^diff: seed 3: [0-9]+ sequences, 20[0-9]{2} operations compared, [0-9]+ skipped, 0 sequences differ'
run --backend-b sim --kernel 6.16 --profile 7.2 --seed 3 --ops 500
is 'differences are found' 1 '^# --seed 3 --sequence [0-9]+: [0-9]+ operations of [0-9]+$' \
  '^# expected by [A-Z0-9-]+  [A-Z]' '^# seen ' ' sequences differ, in [1-9][0-9]* ways$'
cp "$dir/out" "$dir/first"
run --backend-b sim --kernel 6.16 --profile 7.2 --seed 3 --ops 500
cmp -s "$dir/out" "$dir/first"
status=$?
is 'the same seed finds the same' 0
number=$(sed -n 's/^# --seed 3 --sequence \([0-9]*\):.*/\1/p' "$dir/first" | head -n 1)
run --backend-b sim --kernel 6.16 --profile 7.2 --seed 3 --sequence "$number" --ops 1
is 'a sequence is found again' 1 "^# --seed 3 --sequence $number: "
run --backend-b nothing
is 'an executor that there is not' 2 'backend-b'
run --backend-a kvm
is 'who says what is expected is sim' 2 'backend-a'
run --kernel 7.22
is 'a kernel that is not known' 2 'unknown name'
run file.gms
is 'no files' 2 'takes no files'
# What this machine's kernel does is not for a test to say; only that it can be asked.
run --seed 1 --ops 300
if [ $status -eq 3 ]; then
  is 'a kernel is skipped' 3 'diff cannot run here: '
else
  [ $status -le 1 ] && status=0
  is 'a kernel is asked' 0 '^diff: seed 1: [0-9]+ sequences, 3[0-9]{2} operations compared'
fi
exit $failed
