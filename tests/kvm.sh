#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Scenarios on the kernel of this machine: that they run, and what they may not do to it.
#
#   kvm.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.  Without /dev/kvm, or without the
# create flags of guest_memfd, what needs them is skipped, and the line says so.
set -u

gmemsim=$(realpath "$1")
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
failed=0

# Runs the scenario of standard input; keeps out and status.
run() { # OPTION...
  cat >in.gms
  timeout 100 "$gmemsim" run --backend kvm --explain "$@" - <in.gms >out 2>&1
  status=$?
}

is() { # NAME STATUS [PATTERN]...
  local name=$1 good=0

  [ "$status" -eq "$2" ] || good=1
  shift 2
  for pattern in "$@"; do
    grep -qE -- "$pattern" out || { good=1; echo "  no match for: $pattern"; }
  done
  if [ $good -eq 0 ]; then
    echo "ok kvm: $name"
  else
    echo "not ok kvm: $name"
    failed=1
    echo "  status $status"
    head -c 3000 out | sed 's/^/  /'
  fi
}

run <<<'check_extension system GUEST_MEMFD_FLAGS'
if [ $status -ne 0 ]; then
  grep -q 'kvm cannot run here: ' out && [ $status -eq 3 ]
  if [ $? -eq 0 ]; then
    echo "ok kvm: everything is skipped: $(sed 's/.*cannot run here: //' out)"
    exit 0
  fi
  is 'a capability is asked for' 0
  exit 1
fi
flags=$(sed -n 's/.*-> //p' out | head -n 1)
if [ "$flags" -ne 3 ]; then
  echo "ok kvm: everything is skipped: this kernel's guest_memfd has the flags $flags, not 3"
  exit 0
fi

# ---- What a scenario sees ----------------------------------------------------------

run <<'GMS'
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p                        -> 0
store H+8 0x55                                -> ok
slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
guest A.0 read 0x100008                       -> 0x55
guest A.0 write 0x101000 0x1234               -> ok
load H+1p                                     -> 0x1234
guest A.0 xadd 0x101000 5                     -> 0x1234
guest A.0 read 0x101000                       -> 0x1239
guest A.0 read 0x1000                         -> MMIO gpa=0x1000 len=8 write=0
guest A.0 write 0x1000 5                      -> MMIO gpa=0x1000 len=8 write=1
guest A.0 exec 0x102000                       -> ok
guest A.0 exec 0x101000                       -> ok
guest A.0 exec 0x1000                         -> INTERNAL_ERROR
guest A.0 out 0x10 0x1234                     -> IO port=0x10 len=4 write=1 data=0x1234
where A 0x100000                              -> memfd=M
fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
guest A.0 read 0x100008                       -> 0
GMS
is 'a guest loads, stores and executes' 0 ' 19 expectations, 0 failed, 1 skipped$'

run <<'GMS'
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
slot A:0 gpa=0xde00000000 size=4p memfd=M     -> 0
guest A.0 write 0xde00000000 7                -> ok
memfd N vm=A size=8p flags=mmap|init_shared   -> 0
slot A:32763 gpa=0 size=1p memfd=N            -> 0
guest A.0 read 0xde00000000                   -> 7
slot A:0 delete                               -> 0
slot A:32763 delete                           -> 0
slot A:1 gpa=0x6f00000000 size=4p memfd=M     -> 0
guest A.0 read 0x6f00000000                   -> 7
GMS
is "the guest's own memory makes way" 0 ' 0 failed$'

run <<'GMS'
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
fork C                                        -> 0
store H 9 by=C                                -> ok
load H                                        -> 9
guest A.0 read 0 by=C                         -> EIO
send S M                                      -> 0
receive M2 S by=C                             -> 0
fstat M2 by=C                                 -> size=16K
fstat M2                                      -> EBADF
exit C                                        -> 0
load H by=C                                   -> ESRCH
load H+4p                                     -> SIGSEGV code=SEGV_MAPERR
close M                                       -> 0
close M                                       -> EBADF
GMS
is 'processes have descriptors and memory of their own' 0 ' 0 failed$'

run --ring 0 <<'GMS'
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M   -> 0
guest A.0 write 0x100000 7                    -> ok
guest A.0 read 0x100000                       -> 7
load H                                        -> 7
GMS
is 'a guest runs in ring 0' 0 ' 0 failed$'

run <<<'vm A type=default -> EINVAL'
is 'what does not hold is 1' 1 '^-:1: vm: expected EINVAL, saw 0$'

# ---- What it may not do --------------------------------------------------------------

refused() { # NAME PATTERN
  run
  is "$1" 3 "$2"
}

refused 'memory is limited' 'may take 1024 MiB' <<'GMS'
vm A
memfd M vm=A size=1T flags=mmap|init_shared
fallocate M off=0 len=512M mode=keep_size -> 0
fallocate M off=0 len=512M mode=keep_size|punch_hole -> 0
fallocate M off=512M len=600M mode=keep_size
GMS
refused 'so is what a slot takes of the kernel' 'may take 1024 MiB' <<'GMS'
vm A
mmap H anon len=8T flags=private|noreserve
slot A:0 gpa=0 size=7T hva=H
GMS
refused 'processes are limited' 'may have 16 processes' < <(printf 'fork C%d\n' {1..16})
refused 'VMs are limited' 'may have 64 VMs' < <(printf 'vm A%d\n' {1..65})
run < <(echo 'vm A'; printf 'memfd M%d vm=A size=4K\n' {1..1020})
is 'descriptors are limited as everywhere' 0 'EMFILE'
refused 'no page is poisoned' 'for good' <<'GMS'
vm A
memfd M vm=A size=4p flags=mmap|init_shared
poison M off=0
GMS
refused 'nor by advice' 'for good' <<'GMS'
mmap H anon len=1p
madvise H hwpoison
GMS
refused 'the program keeps its memory' 'memory of the program' <<'GMS'
mmap H anon len=1p
munmap H len=100T
GMS
refused 'no filesystem is frozen' 'not about KVM' <<'GMS'
open F file
ioctl F FIFREEZE
GMS
refused 'an access that waits for ever ends' 'does not come' <<'GMS'
mmap H anon len=1p
uffd_register H mode=missing -> 0
load H
GMS
refused 'a concurrent block needs steps' 'kvm cannot start task' <<'GMS'
vm A
concurrent
  a: vcpu A.0
end
GMS
# Whoever may not open the device is told.
if [ "$(id -u)" -eq 0 ] && setpriv --reuid=65534 "$gmemsim" version >/dev/null 2>&1 &&
  ! setpriv --reuid=65534 test -w /dev/kvm; then
  echo 'vm A' | timeout 20 setpriv --reuid=65534 "$gmemsim" run --backend kvm - >out 2>&1
  status=$?
  is 'a device that cannot be opened is 3' 3 'kvm cannot run here: /dev/kvm cannot be opened'
fi
# Nor is any other device taken for it.
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
  echo 'vm A' >vm.gms
  unshare -m sh -c 'mount --bind /dev/null /dev/kvm && exec timeout 20 "$0" run --backend kvm vm.gms' \
    "$gmemsim" >out 2>&1
  status=$?
  is 'a device that is not KVM is 3' 3 'kvm cannot run here: /dev/kvm is not KVM'
fi
exit $failed
