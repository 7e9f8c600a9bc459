#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Exported scenarios compile without a warning, and on the kernel that runs give what the
# scenario expects.
#
#   export.sh GMEMSIM
#
# Every scenario is exported; one in EVERY (25) is compiled, and run if it is about what
# this kernel has: /dev/kvm with guest_memfd and VMs of the default type.  Prints `ok NAME`
# or `not ok NAME`.
set -u

gmemsim=$1
every=${EVERY:-25}
read -r -a compiler <<<"${CC:-cc}"
root=$(dirname "$0")/..
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

verdict() { # STATUS NAME
  if [ "$1" -eq 0 ]; then
    echo "ok $2"
  else
    echo "not ok $2"
    failed=1
  fi
}

# The profile of the kernel that runs, if it is one.
release=$(uname -r | cut -d . -f 1,2)
"$gmemsim" profiles "$release" "$release" >/dev/null 2>&1 || release=
[ -w /dev/kvm ] || release=

# Is it about this machine?  What a header says of a host need not hold here; nor is it
# known how this one pages.
is_about_here() { # FILE
  [ -n "$release" ] || return 1
  "$gmemsim" run --print "$1" | sed '/^vm /,$d' | grep -qvE '^(arch x86|profile .*)?$' && return 1
  grep -qE 'type=|memory_attributes|tdp|[^_]attributes|enable_cap|check_extension|expect-exit|options:|worlds:' "$1" && return 1
  [ "$("$gmemsim" run --print "$1" | sed -n 's/^profile //p')" = "" ] || return 1
  for host in --tdp=1 --tdp=0 --smm-as=1; do
    "$gmemsim" run --quiet --profile "$release" $host "$1" >/dev/null 2>&1 || return 1
  done
}

exported=0 compiled=0 ran=0 wrong=
for file in "$root"/examples/*.gms "$root"/tests/scenarios/*.gms "$root"/tests/conformance/*.gms; do
  name=$(basename "$file" .gms)
  if ! "$gmemsim" export --c --out "$work/p.c" "$file" 2>"$work/error"; then
    # An error names the line, and nothing was written.
    grep -qE ":[0-9]+:[0-9]+: " "$work/error" && [ ! -e "$work/p.c" ] || wrong="$wrong $name"
    continue
  fi
  exported=$((exported + 1))
  if [ $((exported % every)) -eq 0 ]; then
    compiled=$((compiled + 1))
    if ! "${compiler[@]}" -Wall -Wextra -Werror -o "$work/p" "$work/p.c" 2>"$work/log"; then
      sed 's/^/  /' "$work/log"
      wrong="$wrong $name"
    elif is_about_here "$file"; then
      timeout 60 "$work/p" >"$work/log" 2>&1
      case $? in
        0) ran=$((ran + 1)) ;;
        4) ;;
        *) sed 's/^/  /' "$work/log"; wrong="$wrong $name" ;;
      esac
    fi
  fi
  rm -f "$work/p.c" "$work/p"
done
echo "$exported exported, $compiled compiled, $ran run${release:+ on $release}${wrong:+; wrong:$wrong}"
[ -n "$release" ] || echo 'not run: no /dev/kvm of a kernel that has a profile'
[ -z "$wrong" ]
verdict $? 'export: programs compile, and hold where they run'
[ "$exported" -gt 200 ]
verdict $? 'export: most of what x86 can do is exported'

cat >"$work/a.gms" <<'GMS'
vm A -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap H memfd=M len=4p -> 0
slot A:0 gpa=0x100000 size=4p memfd=M -> 0
fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
fstat M -> size=16K blocks=0
GMS
"$gmemsim" export --selftest --out "$work/s.c" "$work/a.gms" &&
  "${compiler[@]}" -Wall -Wextra -Werror -o "$work/s" "$work/s.c"
verdict $? 'export: a selftest compiles'
timeout 60 "$work/s" >"$work/log"
grep -qE '^1\.\.6$|^1\.\.0 # SKIP' "$work/log" && head -n 1 "$work/log" | grep -qx 'KTAP version 1'
verdict $? 'export: a selftest prints KTAP'
sed -i '$d' "$work/a.gms"
"$gmemsim" export --syz "$work/a.gms" >"$work/log"
grep -qxF 'r2 = ioctl$KVM_CREATE_GUEST_MEMFD(r1, 0xc040aed4, &(0x7f0000000000)={0x4000, 0x3})' "$work/log" &&
  grep -qxF 'fallocate(r2, 0x3, 0x0, 0x1000)' "$work/log"
verdict $? 'export: a program for syzkaller'
# A wrong expectation is found where it runs.
sed -i 's/^memfd.*/memfd M vm=A size=4p flags=mmap|init_shared -> EINVAL/' "$work/a.gms"
"$gmemsim" export --c --out "$work/w.c" "$work/a.gms" && "${compiler[@]}" -o "$work/w" "$work/w.c"
timeout 60 "$work/w" >"$work/log"
case $? in
  1) grep -q '^line 2: memfd' "$work/log" ;;
  4) true ;;
  *) false ;;
esac
verdict $? 'export: what does not hold is told'
exit $failed
