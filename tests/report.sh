#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The conformance report: what it says of the suite, and of a suite made to fail.
#
#   report.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.
set -u

export GMEMSIM=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0

report() {
  tools/conformance-report.sh "$@" >"$dir/out" 2>"$dir/err"
  status=$?
}

try() { # NAME COMMAND...
  local name=$1

  shift
  if "$@"; then
    echo "ok report: $name"
  else
    echo "not ok report: $name"
    echo "  status $status"
    head -c 2000 "$dir/out" "$dir/err" | sed 's/^/  /'
    failed=1
  fi
}

is() { # STATUS LINE...  `|` in a LINE stands for a tab
  local line

  [ "$status" -eq "$1" ] || return 1
  shift
  for line in "$@"; do
    grep -qFx -- "${line//|/$'\t'}" "$dir/out" || return 1
  done
}

none() { # VERDICT
  ! grep -q "^$1"$'\t' "$dir/out"
}

report
try 'every measured case agrees' is 0
try 'nothing differs' none differs
report --table
sed -n '/^| group | files /,/^| all /p' tests/conformance/README.md >"$dir/readme"
try 'the table of the README is what is counted' cmp -s "$dir/out" "$dir/readme"

mkdir "$dir/suite"
export CONFORMANCE=$dir/suite
cat >"$dir/suite/a.gms" <<'GMS'
# profiles: 6.19 7.2
vm A -> EINVAL
memfd M vm=A size=8p -> 0
slot A:0 gpa=0 size=4p memfd=M -> 0
# case: a.one(x)
# case: a.two
slot A:1 gpa=1M size=4p memfd=M -> EEXIST
# case: a.three
fsync M
GMS
printf 'a.four\tno operation is this\n' >"$dir/suite/not-expressible.txt"
printf '# measured\na.one(x): EEXIST\na.five: ok=1\n' >"$dir/measured-1"
printf 't0.six size=4    = ok\na.four = EIO\n' >"$dir/measured-2"
file=$dir/suite/a.gms

report "$dir/measured-1" "$dir/measured-2"
try 'a case agrees under one kernel and differs under another' is 1 \
  "agrees|a.one(x)|7.2|$file:7|EEXIST|EEXIST" "differs|a.one(x)|6.19|$file:7|EEXIST|EINVAL" \
  "agrees|a.two|7.2|$file:7|EEXIST|EEXIST"
try 'a case that expects nothing differs' is 1 "differs|a.three|7.2|$file:9|(nothing)|EINVAL"
try 'a line before the case differs' is 1 "differs|-|7.2|$file:2|EINVAL|0"
try 'what is not expressible is listed with its reason' is 1 \
  "not expressible|a.four|-|$dir/suite/not-expressible.txt:1|-|no operation is this"
try 'a measured case that is left out is listed' is 1 "missing|a.five|-|$dir/measured-1:3|ok=1|-" \
  "missing|t0.six size=4|-|$dir/measured-2:1|ok|-"
[ "$(grep -c ^missing "$dir/out")" -eq 2 ]
try 'only those are left out' [ $? -eq 0 ]
try 'totals' is 1 'a                    3         0         3               1         1' \
  'all                  3         0         3               1         2' '6.19                       0         3' \
  '7.2                        2         1'

cat >"$dir/suite/b.gms" <<'GMS'
# profiles: 7.2
# worlds: - --tdp=0
# options: --switch MMAP=on
vm A -> 0
# case: b.one
check_extension A PRE_FAULT_MEMORY -> 1
GMS
report
try 'a case runs in each world that the file names' is 1 \
  "agrees|b.one|7.2 --switch MMAP=on|$dir/suite/b.gms:6|1|1" \
  "differs|b.one|7.2 --switch MMAP=on --tdp=0|$dir/suite/b.gms:6|1|0"
rm "$dir/suite/b.gms"

report "$dir/no-such-file"
try 'measurements that are not there' is 2
report --tabel
try 'an unknown option' is 2
echo nonsense >>"$file"
report
try 'a scenario that is wrong' is 2
CONFORMANCE=$dir/nowhere report
try 'a folder without scenarios' is 2

exit $failed
