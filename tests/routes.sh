#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The routing tables, run, against those that were written down from the kernel:
# every column of every row that can be built, and of the others why they cannot.
# The last column is a remark, and not compared.
#
#   routes.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.
set -u

gmemsim=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0

tell() { # NAME  the status of what ran before; its complaints are in $dir/log
  if [ "$1" -eq 0 ]; then
    echo "ok routes: $2"
  else
    echo "not ok routes: $2"
    head -n 20 "$dir/log" | sed 's/^/  /'
    failed=1
  fi
}

# EXPECTED SEEN: nothing that could not be built was run.
compare_x86() {
  awk -F, '
    FNR == 1 { if (NR != 1 && $0 != header) { print "the columns are " $0; bad = 1 }
               header = $0; next }
    NR == FNR { expected[$1] = $0; rows++; next }
    {
      n = split(expected[$1], want, ",")
      seen++
      built = $10 !~ /ATTR|GMEMFLAGS|SLOT|ACCESS|TYPE/
      for (i = 1; i <= (built ? 19 : 10); i++)
        if ($i != want[i]) {
          print "row " $1 ": column " i " is " $i ", not " want[i]
          bad = 1
        }
      for (i = 11; !built && i <= 19; i++)
        if ($i != "-") { print "row " $1 " was not built and says " $i; bad = 1 }
      compared += built
    }
    END {
      if (seen != rows) { print seen " rows, not " rows; bad = 1 }
      if (compared < 120) { print "only " compared " rows were built"; bad = 1 }
      exit bad
    }' "$1" "$2" >"$dir/log"
}

for profile in 6.18 6.19 7.0 7.1 7.2 7.3; do
  "$gmemsim" routes --arch x86 --profile "$profile" --csv >"$dir/x86.csv" 2>"$dir/log" &&
    compare_x86 tests/x86-routing.csv "$dir/x86.csv"
  tell $? "x86, $profile"
done

for world in --vendor=intel --vendor=amd --root-level=5 --ad-bits=0; do
  "$gmemsim" routes "$world" --csv >"$dir/x86.csv" 2>"$dir/log" &&
    grep -v 'N:TYPE' "$dir/x86.csv" >"$dir/some.csv" &&
    awk -F, 'NR == FNR { want[$1] = 1; next } $1 in want' "$dir/some.csv" \
      tests/x86-routing.csv >"$dir/expected.csv" &&
    compare_x86 "$dir/expected.csv" "$dir/some.csv"
  tell $? "x86, $world"
done

# Of arm64 every row can be built, and every column is compared.
for profile in 7.1 7.2 7.3; do
  "$gmemsim" routes --arch arm64 --profile "$profile" --csv >"$dir/arm64.csv" 2>"$dir/log" &&
    diff tests/arm64-routing.csv "$dir/arm64.csv" >"$dir/log"
  tell $? "arm64, $profile"
done

# What the table says of older kernels is what they did.
"$gmemsim" routes --arch arm64 --profile 6.18 --csv >"$dir/arm64.csv" 2>"$dir/log" &&
  awk -F, '
    NR == FNR { remark[$1] = $33; next }
    FNR == 1 { next }
    remark[$1] ~ /unsupported FSC/ && $28 != "-EFAULT(14)" { print; bad = 1 }
    remark[$1] ~ /retry_forever/ && $21 != "retry_forever" { print; bad = 1 }
    remark[$1] != "-" { seen++ }
    END { if (seen != 20) { print seen " remarks"; bad = 1 }; exit bad }
  ' tests/arm64-routing.csv "$dir/arm64.csv" >"$dir/log"
tell $? 'arm64, 6.18'

# The test is one: a table with a mistake is told.
sed 's/^37,\(.*\),HVA,/37,\1,GMEM,/' tests/x86-routing.csv >"$dir/wrong.csv"
"$gmemsim" routes --profile 7.2 --csv >"$dir/x86.csv" 2>"$dir/log"
! compare_x86 "$dir/wrong.csv" "$dir/x86.csv" && grep -q '^row 37: column 11 is HVA' "$dir/log"
tell $? 'a mistake is found'

# Before guest_memfd was for every VM type, and before there were flags.
"$gmemsim" routes --profile 6.12 --csv >"$dir/x86.csv" 2>"$dir/log" &&
  grep -q '^37,DEFAULT,GMEM_NOMMAP,0,0,0,SHARED,SHARED,READ,N:SLOT,-' "$dir/x86.csv" &&
  grep -q '^145,SW_PROTECTED,GMEM_MMAP,1,1,0,SHARED,SHARED,READ,N:GMEMFLAGS,-' "$dir/x86.csv" &&
  grep -q '^457,TDX,GMEM_NOMMAP,.*,N:TYPE' "$dir/x86.csv" &&
  grep -q '^130,SW_PROTECTED,GMEM_NOMMAP,0,.*,READ,Y,GMEM,FIXED,RESUME' "$dir/x86.csv"
tell $? 'x86, 6.12'

# As text: the same rows below a head, in columns.
"$gmemsim" routes --profile 7.2 >"$dir/text" 2>"$dir/log" &&
  [ "$(wc -l <"$dir/text")" -eq 505 ] && head -n 1 "$dir/text" | grep -q '^row  vm_type '
tell $? 'as text'

"$gmemsim" routes somewhere >"$dir/out" 2>"$dir/log"
[ $? -eq 2 ]
tell $? 'a file is an error'

exit $failed
