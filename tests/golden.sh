#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Golden vectors that name thousands of values: scenarios written here, one line
# a value, and run under every release.  And what neither the architecture nor the
# type of a VM with private memory changes, on the others.
#
#   golden.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.
set -u

gmemsim=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
before_flags='6.8 6.12 6.16'
releases="$before_flags 6.18 6.19 7.0 7.1 7.2 7.3"
failed=0

run() { # NAME ARGUMENT...  standard input is the scenario
  local name=$1

  shift
  if "$gmemsim" run --quiet "$@" >"$dir/log" 2>&1; then
    echo "ok golden: $name"
  else
    echo "not ok golden: $name"
    head -n 20 "$dir/log" | sed 's/^/  /'
    failed=1
  fi
}

# GV-1: the flags are all that the kernel knows, so that the size decides.
sizes() { # FLAGS...
  local flags

  echo 'vm A -> 0'
  for flags in "$@"; do
    for ((size = 1; size < 4096; size++)); do
      echo "memfd f${flags}_$size vm=A size=$size flags=$flags -> EINVAL"
    done
    echo "memfd f${flags}_4096 vm=A size=4096 flags=$flags -> 0"
  done
}

# GV-9
offsets() {
  printf '%s -> 0\n' 'vm A type=sw_protected' 'memfd M vm=A size=4p'
  for ((off = 1; off < 4096; off++)); do
    echo "slot A:10 gpa=0xc0000000 size=1p memfd=M off=$off -> EINVAL"
  done
  echo 'slot A:10 gpa=0xc0000000 size=1p memfd=M off=4096 -> 0'
}

# GV-12: slots of 2 MiB side by side, as many as there may be, and one more.
slots() { # COUNT
  printf '%s -> 0\n' 'vm A' 'mmap H anon len=128G'
  echo "check_extension A NR_MEMSLOTS -> $1"
  for ((slot = 0; slot < $1; slot++)); do
    echo "slot A:$slot gpa=$((slot * 2))M size=2M hva=H+$((slot * 2))M v1=1 -> 0"
  done
  echo "slot A:$1 gpa=64G size=2M hva=H+64G v1=1 -> EINVAL"
  echo 'invariants -> ok'
}

sizes 0 >"$dir/sizes-before.gms"
sizes 0 1 2 3 >"$dir/sizes.gms"
offsets >"$dir/offsets.gms"
slots 32764 >"$dir/slots-x86.gms"
slots 32767 >"$dir/slots-arm64.gms"

for profile in $releases; do
  case " $before_flags " in
    *" $profile "*) run "GV-1, all sizes ($profile)" --profile "$profile" "$dir/sizes-before.gms" ;;
    *) run "GV-1, all sizes ($profile)" --profile "$profile" "$dir/sizes.gms" ;;
  esac
  run "GV-9, all offsets ($profile)" --profile "$profile" "$dir/offsets.gms"
  for arch in x86 arm64; do
    run "GV-12, all slots ($profile, $arch)" --profile "$profile" --arch $arch "$dir/slots-$arch.gms"
  done
done
# Runs a scenario under the releases of its head in which arm64, SNP and TDX have the
# feature too.
run_since_6_18() { # FILE NAME ARGUMENT...
  local file=$1 name=$2 profile

  shift 2
  for profile in $(sed -n 's/^# profiles: //p' "$file"); do
    case " $before_flags " in
      *" $profile "*) ;;
      *) run "$name ($profile)" --profile "$profile" "$@" ;;
    esac
  done
}

for file in tests/scenarios/gv-0[1-7]-*.gms tests/scenarios/selftest-guest_memfd_test-default-vm.gms; do
  run_since_6_18 "$file" "${file##*/} on arm64" --arch arm64 "$file"
done
for type in snp tdx; do
  file=tests/scenarios/selftest-guest_memfd_test-sw_protected-vm.gms
  sed "s/type=sw_protected/type=$type/" $file >"$dir/$type.gms"
  run_since_6_18 $file "${file##*/} for type $type" "$dir/$type.gms"
done

exit $failed
