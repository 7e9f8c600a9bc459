#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# tools/conform-vm.sh: what it refuses, and, when QEMU is installed and GMS_ORACLE names a
# kernel (a bzImage, or a folder with one), a machine that is booted.
#
#   vm.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.
set -u

vm=tools/conform-vm.sh
build=$(dirname "$1")
# The command under test may be a sanitized one; the machine gets the product.
[ -d "$build/static" ] || build=$(dirname "$build")
export GMEMSIM_BUILD=$build
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0

run() {
  "$@" >"$dir/out" 2>&1 </dev/null
  status=$?
}

is() { # NAME STATUS PATTERN
  if [ "$status" -eq "$2" ] && grep -qE -- "$3" "$dir/out"; then
    echo "ok vm: $1"
  else
    echo "not ok vm: $1"
    failed=1
    echo "  status $status, no match for: $3"
    tail -n 20 "$dir/out" | sed 's/^/  /'
  fi
}

run $vm
is 'no kernel shows how it is used' 2 '^  conform-vm\.sh KERNEL'
run $vm "$dir/nothing"
is 'a kernel that is not there' 3 'there is no kernel'
run $vm "$dir/nothing" --arch sparc
is 'an architecture that is not known' 2 'conform-vm'
run tools/conform-matrix.sh
is 'a matrix of nothing shows how it is used' 2 'conform-matrix\.sh \[-a'
if [ -z "${GMS_ORACLE:-}" ]; then
  echo 'ok vm: a kernel under QEMU is skipped: GMS_ORACLE names none'
elif ! command -v qemu-system-x86_64 >/dev/null || ! command -v cpio >/dev/null; then
  echo 'ok vm: a kernel under QEMU is skipped: qemu-system-x86_64 and cpio are not both installed'
elif [ ! -x "$build/static/x86/gmemsim" ] || [ ! -x "$build/static/x86/init" ]; then
  echo "ok vm: a kernel under QEMU is skipped: $build/static/x86 is not built"
else
  run $vm "$GMS_ORACLE" --json "$dir/json" -- conform tests/conformance/create.gms
  is 'a kernel is booted and looked at' 0 '^# Totals: pass:1 fail:0 skip:0$'
  run jq -r .differ "$dir/json"
  is 'and JSON comes back' 0 '^0$'
  run $vm "$GMS_ORACLE" --time 5 -- diff --seed 1 --time 60
  is 'what takes too long is ended' 124 ''
fi
exit $failed
