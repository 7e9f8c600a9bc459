#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Scenarios in every order of their steps.  These lines in their comments count:
#
#   # explore: clean         what must come of it: clean, deadlock, livelock, the name of
#                            an invariant, or `result` for what a line does not expect
#   # holds: 6.18 7.2        examples/hz-*: the profiles on which that comes of it
#   # not: 7.3               and those on which the same is clean
#   # reduction: too large   without the reduction there are too many states for a test
#
# Those of tests/explore run under three profiles, or those that `# profiles:` names, on
# both architectures.
#
#   explore.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each file, profile and architecture.
set -u

gmemsim=$1
root=$(dirname "$0")
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
failed=0

# Did it end so?
ended() { # VERDICT STATUS
  case $1 in
    clean) [ "$2" -eq 0 ] && grep -q ': COMPLETE: .*, clean$' "$log" ;;
    deadlock | livelock) [ "$2" -eq 1 ] && grep -q "VIOLATED $1: " "$log" ;;
    result) [ "$2" -eq 1 ] && grep -q 'VIOLATED violation: line ' "$log" ;;
    *INV-*) [ "$2" -eq 1 ] && grep -q "VIOLATED violation: $1 " "$log" ;;
    *) echo "  no '# explore: VERDICT'"; false ;;
  esac
}

explore() { # VERDICT FILE ARGUMENT...
  local name="explore: ${2##*/} ${*:3}" status

  "$gmemsim" explore --quiet "${@:2}" >"$log" 2>&1
  status=$?
  if ended "$1" "$status"; then
    echo "ok $name"
  else
    echo "not ok $name"
    sed 's/^/  /' "$log"
    failed=1
  fi
}

# The reduction leaves out states and nothing else: the same verdict, after as many steps.
reduction() { # FILE ARGUMENT...
  local name="explore: reduction: ${1##*/} ${*:2}" with without

  "$gmemsim" explore --quiet "$@" >"$log" 2>&1
  with=$(told)
  "$gmemsim" explore --quiet --no-reduction "$@" >"$log" 2>&1
  without=$(told)
  "$gmemsim" explore --quiet --check-reduction "$@" >"$log" 2>&1
  if [ "$with" = "$without" ] && [ "$(told)" = "$without" ]; then
    echo "ok $name"
  else
    echo "not ok $name"
    printf '  %s\n' "with: $with" "without: $without" "checked: $(told)"
    failed=1
  fi
}

# What was found, without the counts of states.
told() {
  sed -e 's/[0-9]* states, [0-9]* transitions, //' "$log"
}

line_of() { # KEY FILE
  sed -n "s/^# $1: //p" "$2"
}

for file in "$root"/explore/*.gms; do
  profiles=$(line_of profiles "$file")
  for profile in ${profiles:-6.18 7.0 7.3}; do
    explore "$(line_of explore "$file")" "$file" --profile "$profile"
    grep -q '^arch ' "$file" ||
      explore "$(line_of explore "$file")" "$file" --profile "$profile" --arch arm64
  done
  grep -q '^# reduction: too large$' "$file" && continue
  reduction "$file"
  grep -q '^arch ' "$file" || reduction "$file" --profile 6.18 --arch arm64
done

for file in $(grep -l '^# explore: ' "$root"/../examples/hz-*.gms); do
  for profile in $(line_of holds "$file"); do
    explore "$(line_of explore "$file")" "$file" --profile "$profile"
  done
  reduction "$file"
  for profile in $(line_of not "$file"); do
    explore clean "$file" --profile "$profile"
  done
done

# States, digest and what is found are the same for any number of threads.
for file in "$root"/explore/scn-02.gms "$root"/explore/scn-17.gms "$root"/../examples/hz-07.gms; do
  "$gmemsim" explore --json --all "$file" >"$log" 2>&1
  one=$(cat "$log")
  "$gmemsim" explore --json --all --threads 3 "$file" >"$log" 2>&1
  if [ "$(cat "$log")" = "$one" ]; then
    echo "ok explore: --threads: ${file##*/}"
  else
    echo "not ok explore: --threads: ${file##*/}"
    sed 's/^/  /' "$log"
    failed=1
  fi
done

# The way there as a picture, for who reads and for who looks.
picture() { # NAME STATUS
  if [ "$2" -eq 0 ]; then
    echo "ok explore: $1"
  else
    echo "not ok explore: $1"
    sed 's/^/  /' "$log"
    failed=1
  fi
}

pictures=$(mktemp -d) || exit 1
trap 'rm -rf "$log" "$pictures"' EXIT
example=$root/../examples/hz-01.gms
for ending in mmd svg; do
  "$gmemsim" explore --quiet --diagram "$pictures/way.$ending" "$example" >"$log" 2>&1
  [ $? -eq 1 ] && grep -q 'truncate-rescan' "$pictures/way.$ending"
  picture "--diagram FILE.$ending" $?
done
# A line with an arrow in its result, which means something to XML.
cat >"$pictures/marked.gms" <<'GMS'
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  a: fallocate M off=0 len=1p mode=keep_size|punch_hole -> EINVAL
end
GMS
if command -v xmllint >/dev/null; then
  "$gmemsim" explore --quiet --diagram "$pictures/marked.svg" "$pictures/marked.gms" >"$log" 2>&1
  xmllint --noout "$pictures/way.svg" "$pictures/marked.svg" >>"$log" 2>&1
  picture '--diagram FILE.svg is well formed' $?
fi
"$gmemsim" explore --quiet --diagram "$pictures/way.png" "$example" >"$log" 2>&1
[ $? -eq 2 ] && grep -q 'ends neither with' "$log"
picture '--diagram of another kind' $?
"$gmemsim" explore --quiet --diagram "$pictures/no/way.svg" "$example" >"$log" 2>&1
[ $? -ne 0 ] && grep -q 'No such file' "$log"
picture '--diagram that cannot be written' $?
exit $failed
