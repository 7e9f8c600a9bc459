#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The rules that no scenario of the project hits, each scenario under every
# profile that its `# profiles:` line names, in each of its `# worlds:` and with its
# `# options:`.
#
#   rule-coverage.sh GMEMSIM
set -u

gmemsim=$1
uncovered=$(mktemp) || exit 1
trap 'rm -f "$uncovered"' EXIT
declare -A files # by the options that they run with

for file in tests/conformance/*.gms tests/scenarios/*.gms examples/*.gms; do
  [ -e "$file" ] || continue
  # One that is wrong on purpose never runs.
  grep -q '^# *expect-exit: *2' "$file" && continue
  profiles=$(sed -n 's/^# *profiles: *//p' "$file" | head -n 1)
  options=$(sed -n 's/^# *options: *//p' "$file" | head -n 1)
  worlds=$(sed -n 's/^# *worlds: *//p' "$file" | head -n 1)
  for profile in ${profiles:--}; do
    for world in ${worlds:--}; do
      with=$options
      [ "$profile" = - ] || with="--profile $profile $with"
      [ "$world" = - ] || with="$with $world"
      files[" $with"]+="$file"$'\n'
    done
  done
done

for with in "${!files[@]}"; do
  read -r -a options <<<"$with"
  mapfile -t list <<<"${files[$with]%$'\n'}"
  "$gmemsim" rules --uncovered "${options[@]}" "${list[@]}" 2>/dev/null |
    grep -v ' rules hit$' >>"$uncovered"
done

# Not hit under any of them: listed by all.
sort "$uncovered" | uniq -c | awk -v n="${#files[@]}" '$1 == n { $1 = ""; print; count++ }
  END { printf "%d rules are not hit\n", count }'
