#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Line coverage of tests and scenarios, and the rules that no scenario hits.
#
#   coverage.sh BUILD TEST...
set -u

build=$1
shift
cov=$build/cov
info=$cov/coverage.info

find "$cov" -name '*.gcda' -delete
tools/run-tests.sh "$cov" "$cov/gmemsim" "$@"
status=$?

# lcov of Debian 12 warns about its own Perl.
lcov --quiet --capture --directory "$cov" --base-directory "$PWD" --no-external \
  --output-file "$info.all" 2> >(grep -v '^Subroutine .* redefined' >&2) || exit 1
# What is tested counts, not the tests.
lcov --quiet --remove "$info.all" '*/tests/*' --output-file "$info" || exit 1
genhtml --quiet --title gmemsim --prefix "$PWD" --output-directory "$cov/html" "$info" || exit 1

echo
awk -F: -v top="$PWD/" '
  $1 == "SF" { file = substr($0, 4); sub(top, "", file); folder = file; sub("/[^/]*$", "", folder) }
  $1 == "LF" { lines[folder] += $2; all += $2 }
  $1 == "LH" { hit[folder] += $2; all_hit += $2 }
  END {
    printf "%-20s %8s %8s\n", "folder", "lines", "covered"
    for (f in lines)
      printf "%-20s %8d %7.1f%%\n", f, lines[f], 100 * hit[f] / lines[f] | "sort"
    close("sort")
    printf "%-20s %8d %7.1f%%\n", "all", all, all ? 100 * all_hit / all : 0
  }' "$info"

# A rule is hit if it is under any profile that a scenario names.
echo
echo 'Rules that no scenario hits:'
tools/rule-coverage.sh "$build/gmemsim"
echo
echo "HTML: $cov/html/index.html"
exit $status
