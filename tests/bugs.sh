#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Every bug of the catalogue is found by its scenario, which is clean without it,
# and docs/bugs.md is what the command makes of that.
#
#   bugs.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each bug and for the document.
set -u

gmemsim=$1
root=$(dirname "$0")/..
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
failed=0

check() { # NAME STATUS
  if [ "$2" -eq 0 ]; then
    echo "ok $1"
  else
    echo "not ok $1"
    sed 's/^/  /' "$log"
    failed=1
  fi
}

for file in "$root"/tests/bugs/*.gms; do
  id=$(basename "$file" .gms)
  "$gmemsim" bugs "$id" >"$log" 2>&1
  check "bug: $id" $?
done

# Those that cannot be seen say why, the others have a scenario.
"$gmemsim" bugs --json >"$log" 2>&1
check 'bugs: all' $?
[ "$(grep -c '"found_by"' "$log")" -eq "$(ls "$root"/tests/bugs | wc -l)" ]
check 'bugs: one for each scenario' $?
[ "$(grep -c '"found_by"\|"unseen"' "$log")" -eq "$(wc -l <"$log")" ]
check 'bugs: found, or said why not' $?

"$gmemsim" bugs --markdown | diff "$root/docs/bugs.md" - >"$log"
check 'bugs: docs/bugs.md is what gmemsim bugs --markdown prints' $?

# --bug is the same for one file.
"$gmemsim" explore --quiet --bug b-23 "$root/tests/bugs/B-23.gms" >"$log" 2>&1
[ $? -eq 1 ] && grep -q 'VIOLATED livelock' "$log"
check 'bugs: explore --bug' $?
"$gmemsim" run --bug OVERLAP_EEXIST "$root/tests/bugs/B-07.gms" >"$log" 2>&1
[ $? -eq 1 ]
check 'bugs: run --bug by the name of its switch' $?
"$gmemsim" run --bug B-999 "$root/tests/bugs/B-07.gms" >"$log" 2>&1
[ $? -eq 2 ] && grep -q 'unknown name' "$log"
check 'bugs: --bug without such a bug' $?
"$gmemsim" run --bug B-06 "$root/tests/bugs/B-07.gms" >"$log" 2>&1
[ $? -eq 2 ] && grep -q 'cannot be seen' "$log"
check 'bugs: --bug that cannot be seen' $?
exit $failed
