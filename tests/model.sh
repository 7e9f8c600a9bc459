#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The scenarios on the abstract specification: each holds there too, under the first and
# the last of its profiles, but for those of tests/model.txt, which says of each why not.
# What is listed and holds all the same is a mistake of the list.
#
#   model.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test, and with --list a new list.
set -u

if [ "${1:-}" = --one ]; then # GMEMSIM FILE: prints the file, the status, what was said
  gmemsim=$2
  file=$3
  read -r -a profiles < <(sed -n 's/^# *profiles: *//p' "$file" | head -n 1)
  read -r -a options < <(sed -n 's/^# *options: *//p' "$file" | head -n 1)
  read -r -a worlds < <(sed -n 's/^# *worlds: *//p' "$file" | head -n 1)
  expected=$(sed -n 's/^# *expect-exit: *\([0-9]*\).*/\1/p' "$file" | head -n 1)
  [ "${worlds[0]:--}" = - ] || options+=("${worlds[0]}")
  for profile in "${profiles[0]:--}" "${profiles[@]: -1}"; do
    with=("${options[@]}")
    [ "$profile" = - ] || with+=(--profile "$profile")
    said=$(timeout 60 "$gmemsim" run --backend model "${with[@]}" "$file" 2>&1 </dev/null)
    status=$?
    if [ $status -ne "${expected:-0}" ]; then
      printf '%s\t%s\t%s\n' "$file" $status "$(head -n 1 <<<"$said")"
      exit 0
    fi
  done
  printf '%s\t-\n' "$file"
  exit 0
fi

list=
[ "${1:-}" = --list ] && { list=1; shift; }
gmemsim=$1
seen=$(mktemp) || exit 1
trap 'rm -f "$seen"' EXIT

printf '%s\0' tests/conformance/*.gms tests/scenarios/*.gms examples/*.gms |
  xargs -0 -n 1 -P "$(nproc)" "$0" --one "$gmemsim" | sort >"$seen"

if [ -n "$list" ]; then
  awk -F'\t' '$2 != "-" {
    why = $3
    sub(/^[^ ]* /, "", why)
    print $1 "\t" ($2 == 3 ? "lacks" : "differs") "\t" why
  }' "$seen"
  exit 0
fi

awk -F'\t' '
  NR == FNR { if ($0 !~ /^#/ && NF) { kind[$1] = $2; why[$1] = $3 } next }
  {
    is = $2 == "-" ? "holds" : $2 == 3 ? "lacks" : "differs"
    count[is]++
    want = $1 in kind ? kind[$1] : "holds"
    if (is != want) {
      print "not ok model: " $1 " " is ", the list says " want ": " $3
      bad = 1
    }
  }
  END {
    printf "%s model: %d files hold, %d lack an operation, %d differ as the list says\n",
           bad ? "not ok" : "ok", count["holds"], count["lacks"], count["differs"]
    exit bad
  }' tests/model.txt "$seen"
