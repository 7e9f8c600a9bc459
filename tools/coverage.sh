#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Line and branch coverage of tests, scenarios and what BUILD/fuzz/corpus and seeds have,
# and the rules that no scenario hits.
#
#   coverage.sh BUILD TEST...
#
# A branch counts as gcc sees it: each condition of && and || has two.  Those of
# a line with assert() do not count: one side of each is a defect that no test
# can cause.  Nothing else is left out.
set -u

build=$1
shift
cov=$build/cov
info=$cov/coverage.info
lcov=(lcov --quiet --rc lcov_branch_coverage=1 --rc 'lcov_excl_br_line=[^_]assert\(')

# Without optimisation, tests take longer than the runner gives them otherwise.
export PATIENCE=${PATIENCE:-900}
find "$cov" -name '*.gcda' -delete
tools/run-tests.sh "$cov" "$cov/gmemsim" "$@"
status=$?

# What fuzzers found to be of interest; a large page's worth of it is slow without -O.
for replay in "$cov"/replay_*; do
  target=fuzz_${replay##*/replay_}
  for directory in "$build/fuzz/corpus/$target" "$build/fuzz/seeds/$target"; do
    [ -x "$replay" ] && [ -d "$directory" ] || continue
    find "$directory" -type f -print0 |
      xargs -0 -n 100 timeout "$PATIENCE" "$replay" >/dev/null 2>&1 ||
      { echo "not ok corpus: $directory"; status=1; }
  done
done

# lcov of Debian 12 warns about its own Perl.
"${lcov[@]}" --capture --directory "$cov" --base-directory "$PWD" --no-external \
  --output-file "$info.all" 2> >(grep -v '^Subroutine .* redefined' >&2) || exit 1
# What is tested counts, not the tests.
"${lcov[@]}" --remove "$info.all" '*/tests/*' --output-file "$info" || exit 1
genhtml --quiet --branch-coverage --title gmemsim --prefix "$PWD" --output-directory "$cov/html" "$info" || exit 1

echo
awk -F: -v top="$PWD/" '
  function rate(hit, all) { return all ? 100 * hit / all : 100 }
  function row(name, lines, hit, branches, taken) {
    return sprintf("%-20s %8d %7.1f%% %9d %7.1f%%", name, lines, rate(hit, lines), branches, rate(taken, branches))
  }
  $1 == "SF" { file = substr($0, 4); sub(top, "", file); folder = file; sub("/[^/]*$", "", folder) }
  $1 == "LF" { lines[folder] += $2; all += $2 }
  $1 == "LH" { hit[folder] += $2; all_hit += $2 }
  $1 == "BRF" { branches[folder] += $2; all_branches += $2 }
  $1 == "BRH" { taken[folder] += $2; all_taken += $2 }
  END {
    printf "%-20s %8s %8s %9s %8s\n", "folder", "lines", "covered", "branches", "covered"
    for (f in lines)
      print row(f, lines[f], hit[f], branches[f], taken[f]) | "sort"
    close("sort")
    print row("all", all, all_hit, all_branches, all_taken)
  }' "$info"

# A rule is hit if it is under any profile that a scenario names.
echo
echo 'Rules that no scenario hits:'
tools/rule-coverage.sh "$build/gmemsim"
echo
echo "HTML: $cov/html/index.html"
exit $status
