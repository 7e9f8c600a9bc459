#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The scenarios of tests/explore in every order of their steps.  A line of each,
# `# explore: clean` or `# explore: deadlock`, says what must come of it; `# profiles:`
# names the kernels that it is about.
#
#   explore.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each file, profile and architecture.
set -u

gmemsim=$1
folder=$(dirname "$0")/explore
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
failed=0

explore() { # FILE ARGUMENT...
  local file=$1 name expected status

  name="explore: ${1##*/} ${*:2}"
  expected=$(sed -n 's/^# explore: //p' "$file")
  "$gmemsim" explore --quiet "$@" >"$log" 2>&1
  status=$?
  case $expected in
    clean) [ "$status" -eq 0 ] && grep -q ': COMPLETE: .*, clean$' "$log" ;;
    deadlock) [ "$status" -eq 1 ] && grep -q 'VIOLATED deadlock: ' "$log" ;;
    *) echo "  no '# explore: clean|deadlock'"; false ;;
  esac
  if [ $? -eq 0 ]; then
    echo "ok $name"
  else
    echo "not ok $name"
    sed 's/^/  /' "$log"
    failed=1
  fi
}

for file in "$folder"/*.gms; do
  profiles=$(sed -n 's/^# profiles: *//p' "$file")
  for profile in ${profiles:-6.18 7.0 7.3}; do
    explore "$file" --profile "$profile"
    grep -q '^arch ' "$file" || explore "$file" --profile "$profile" --arch arm64
  done
done
exit $failed
