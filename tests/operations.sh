#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Every operation of x86 under every profile: x86-operations.gms says what it gives on the
# newest kernel and, behind a #, on those that answer otherwise:
#
#   OPERATION -> RESULT    # 6.8 6.12: RESULT; 6.16: RESULT
#
#   operations.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each profile, and for each operation that is missing.
set -u

gmemsim=$1
root=$(dirname "$0")
table=$root/x86-operations.gms
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0

# The table as one profile is expected to answer.
scenario_of() { # PROFILE
  awk -v profile="$1" '
    / -> .* # / {
      split($0, half, " -> ")
      n = split(half[2], side, " # ")
      result = side[1]
      n = split(side[2], other, "; ")
      for (i = 1; i <= n; i++) {
        split(other[i], pair, ": ")
        if (index(" " pair[1] " ", " " profile " "))
          result = pair[2]
      }
      print half[1] " -> " result
      next
    }
    { print }
  ' "$table"
}

profiles=$("$gmemsim" profiles | sed -n '1s/^SWITCH *//p')
for profile in $profiles; do
  scenario_of "$profile" >"$dir/operations.gms"
  if "$gmemsim" run --profile "$profile" "$dir/operations.gms" >"$dir/log" 2>&1; then
    echo "ok operations: $profile"
  else
    echo "not ok operations: $profile"
    head -n 20 "$dir/log" | sed 's/^/  /'
    failed=1
  fi
done

# Who adds an operation about VMs, slots, guests or page tables says here what it gives.
for word in vm check_extension enable_cap vcpu close memfd fallocate slot attributes prefault \
  populate finalize dirty_log clear_dirty_log mmap load store guest map_gpa_range \
  map_gpa_return accept kvm poison reclaim age swap_out page_in write_track recover_nx \
  noncoherent_dma where resident node invariants; do
  if ! grep -q "^$word " "$table" && ! grep -q "^$word\$" "$table"; then
    echo "not ok operations: $word is missing"
    failed=1
  fi
done
exit $failed
