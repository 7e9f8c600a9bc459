#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Boot a kernel under QEMU and run gmemsim in it.
#
#   conform-vm.sh KERNEL [OPTION...] [-- ARGUMENT...]
#
# KERNEL is a bzImage or an Image; a directory stands for the bzImage or Image in it.
# The ARGUMENTs are gmemsim's, by default `conform tests/conformance`; the suite lies in
# the machine where it lies here.  What gmemsim prints is printed, its exit status is
# returned.  Needs no root, no network and no /dev/kvm.
#
#   --arch x86|arm64   architecture (x86)
#   --append ARGS      more words for the kernel's command line: 'kvm.tdp_mmu=0'
#   --module FILE      kernel module, loaded before gmemsim runs; may be repeated, in order
#   --accel tcg|kvm    how QEMU runs the machine (tcg: in software)
#   --single           one thread emulates all processors: for stock kernels, which patch
#                      their code while they run
#   --memory MIB       memory of the machine (2048)
#   --cpus N           processors (2)
#   --nodes N          NUMA nodes of an x86 machine (2)
#   --time SECONDS     how long gmemsim may take (600); the machine has a minute more
#   --json FILE        run `conform --json` as well and put what it prints there
#   --log FILE         put the kernel's messages there
#
# Exit status: gmemsim's; 124 when the time is up; 3 when the machine cannot be run.
# GMEMSIM_BUILD is the folder with the static programs (build).
set -u

usage() {
  sed -n '/^#   conform-vm/,/^set -u/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2
  exit 2
}

die() {
  echo "conform-vm.sh: $*" >&2
  exit 3
}

kernel=
arch=x86
append=
modules=()
accel=tcg
thread=multi
memory=2048
cpus=2
nodes=2
seconds=600
json=
log=
while [ $# -gt 0 ]; do
  case $1 in
    --arch) arch=${2:-}; shift ;;
    --append) append=${2:-}; shift ;;
    --module) modules+=("${2:-}"); shift ;;
    --accel) accel=${2:-}; shift ;;
    --single) thread=single ;;
    --memory) memory=${2:-}; shift ;;
    --cpus) cpus=${2:-}; shift ;;
    --nodes) nodes=${2:-}; shift ;;
    --time) seconds=${2:-}; shift ;;
    --json) json=${2:-}; shift ;;
    --log) log=${2:-}; shift ;;
    --) shift; break ;;
    -*) usage ;;
    *) [ -z "$kernel" ] || usage; kernel=$1 ;;
  esac
  shift
done
[ -n "$kernel" ] || usage
arguments=("$@")
[ ${#arguments[@]} -gt 0 ] || arguments=(conform tests/conformance)

static=${GMEMSIM_BUILD:-build}/static
case $arch in
  x86) qemu=qemu-system-x86_64 programs=$static/x86 names='bzImage vmlinuz' ;;
  arm64) qemu=qemu-system-aarch64 programs=$static/arm64 names='Image Image.gz vmlinuz' ;;
  *) usage ;;
esac
if [ -d "$kernel" ]; then
  folder=$kernel
  for name in $names; do
    [ -e "$folder/$name" ] && { kernel=$folder/$name; break; }
  done
fi
[ -f "$kernel" ] || die "there is no kernel $kernel"
command -v "$qemu" >/dev/null || die "$qemu is not installed"
command -v cpio >/dev/null || die 'cpio is not installed'
for program in gmemsim init; do
  [ -x "$programs/$program" ] || die "$programs/$program is not built: make $programs/$program"
done

dir=$(mktemp -d) || die 'there is no place for files'
pid=
clean() {
  [ -z "$pid" ] || { kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; }
  rm -rf "$dir"
}
trap clean EXIT
trap 'exit 130' INT TERM

# ---- The machine's files ---------------------------------------------------------------

fs=$dir/fs
mkdir -p "$fs/modules" "$fs/tests"
cp "$programs/init" "$programs/gmemsim" "$fs/"
for folder in tests/conformance tests/scenarios examples; do
  [ -d "$folder" ] && cp -rL "$folder" "$fs/$folder"
done
# Files that are named and lie elsewhere.
for argument in "${arguments[@]}"; do
  if [ -f "$argument" ] && [ ! -e "$fs/$argument" ]; then
    mkdir -p "$fs/$(dirname "$argument")"
    cp -L "$argument" "$fs/$argument" || exit 3
  fi
done
number=0
for module in ${modules[@]+"${modules[@]}"}; do
  case $module in
    *.ko) cp -L "$module" "$fs/modules/$(printf %03d $number).ko" ;;
    *.xz) xz -dc "$module" >"$fs/modules/$(printf %03d $number).ko" ;;
    *.zst) zstd -qdc "$module" >"$fs/modules/$(printf %03d $number).ko" ;;
    *) die "$module is no module (.ko, .ko.xz, .ko.zst)" ;;
  esac || die "$module cannot be read"
  number=$((number + 1))
done

# ---- One boot ------------------------------------------------------------------------------

machine=(-m "$memory" -smp "$cpus" -nodefaults -no-user-config -display none -no-reboot
  -kernel "$kernel" -initrd "$dir/initrd" -serial "file:$dir/console")
line='panic=-1 loglevel=7'
case $accel in
  tcg) machine+=(-accel "tcg,thread=$thread") ;;
  kvm) machine+=(-accel kvm) ;;
  *) usage ;;
esac
if [ "$arch" = x86 ]; then
  machine+=(-M pc -serial "file:$dir/output")
  [ "$accel" = kvm ] && machine+=(-cpu host) || machine+=(-cpu max)
  line+=" console=ttyS0 reboot=t mitigations=off no_timer_check"
  [ "$nodes" -le 1 ] || line+=" numa=fake=$nodes"
else
  machine+=(-M 'virt,virtualization=on,gic-version=3' -global virtio-mmio.force-legacy=false
    -device virtio-serial-device -chardev "file,id=output,path=$dir/output"
    -device 'virtconsole,chardev=output')
  # With 52-bit addresses guests of a machine in software can hang.
  [ "$accel" = kvm ] && machine+=(-cpu host) || machine+=(-cpu 'max,lpa2=off,pauth-impdef=on')
  line+=' console=ttyAMA0'
fi

boot() { # SECONDS WORD...
  printf '%s\n' "$@" >"$fs/command"
  (cd "$fs" && find . | cpio -o -H newc -R 0:0 --quiet | gzip -1) >"$dir/initrd" || return 3
  # On a busy machine one in software can miss its own timers before anything runs.
  for try in 1 2 3; do
    : >"$dir/console"
    : >"$dir/output"
    timeout $(($1 + 60)) nice "$qemu" "${machine[@]}" -append "$line $append" </dev/null >"$dir/qemu" 2>&1 &
    pid=$!
    wait "$pid"
    status=$?
    pid=
    [ $status -eq 0 ] && [ ! -s "$dir/output" ] && [ "$try" -lt 3 ] || break
  done
  [ -z "$log" ] || cat "$dir/console" >>"$log"
  if ! grep -q '^# conform-vm: status ' "$dir/output"; then
    { cat "$dir/qemu"; tail -n 30 "$dir/console"; } >&2
    [ $status -eq 124 ] && return 124
    return 3
  fi
  status=$(sed -n 's/^# conform-vm: status //p' "$dir/output" | tail -n 1)
  return "$status"
}

output() {
  sed -e '/^# conform-vm: status /d' -e 's/\r$//' "$dir/output" | sed '${/^$/d}'
}

[ -z "$log" ] || : >"$log"
boot "$seconds" /gmemsim "${arguments[@]}"
result=$?
output
if [ -n "$json" ] && [ $result -le 1 ] && [ "${arguments[0]}" = conform ]; then
  boot "$seconds" /gmemsim "${arguments[@]}" --json
  output >"$json"
fi
exit $result
