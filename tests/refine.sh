#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The simulator beside the abstract specification, many scenarios in one process: they differ
# nowhere, and no fewer files than before are followed to their end.  Whether expectations
# hold is for others; and every run of a scenario is checked like this by itself.
#
#   refine.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME`.
set -u

gmemsim=$1
FOLLOWED=260
seen=$(mktemp) || exit 1
trap 'rm -f "$seen"' EXIT

mapfile -t files < <(grep -L 'expect-exit' tests/conformance/*.gms examples/*.gms tests/scenarios/[a-f]*.gms)
"$gmemsim" run --explain "${files[@]}" >"$seen" 2>&1
differ=$(grep -c 'refinement: ' "$seen")
followed=$(grep -c ': the model was followed$' "$seen")
partly=$(grep -c ': the model was followed up to ' "$seen")
if [ "$differ" -eq 0 ] && [ "$followed" -ge $FOLLOWED ]; then
  echo "ok refine: the model was followed in $followed files, and in $partly up to an operation"
else
  echo "not ok refine: $differ differences; followed in $followed files, of $FOLLOWED at least"
  grep 'refinement: ' "$seen" | head -n 20
  exit 1
fi
