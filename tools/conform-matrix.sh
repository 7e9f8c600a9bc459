#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Several kernels, one table: how many operations of the suite agree with the simulator.
#
#   conform-matrix.sh [-a x86|arm64] NAME=KERNEL[,APPEND]... [-- PATH...]
#
# Each KERNEL is booted by conform-vm.sh, APPEND being more words for its command line; a
# KERNEL of `host` is this machine's own.  PATH is what conform looks at, by default
# tests/conformance.  Prints a table in Markdown, then every difference with the kernels
# that show it.  GMEMSIM_BUILD is the folder with the programs (build).
#
# Exit status: 0, 1 if anything differs, 3 if a kernel could not be run.
set -u

usage() {
  sed -n '/^#   conform-matrix/,/^set -u/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2
  exit 2
}

build=${GMEMSIM_BUILD:-build}
arch=x86
kernels=()
while [ $# -gt 0 ]; do
  case $1 in
    -a) arch=${2:-}; shift ;;
    --) shift; break ;;
    *=*) kernels+=("$1") ;;
    *) usage ;;
  esac
  shift
done
[ ${#kernels[@]} -gt 0 ] || usage
paths=("$@")
[ ${#paths[@]} -gt 0 ] || paths=(tests/conformance)
command -v jq >/dev/null || { echo 'conform-matrix.sh: jq is not installed' >&2; exit 3; }
dir=$(mktemp -d) || exit 3
trap 'rm -rf "$dir"' EXIT
result=0

one() { # KERNEL,APPEND
  local kernel=${1%%,*} append=

  [ "$kernel" = "$1" ] || append=${1#*,}
  if [ "$kernel" = host ]; then
    "$build/gmemsim" conform --json "${paths[@]}"
  else
    "$(dirname "$0")/conform-vm.sh" "$kernel" --arch "$arch" --append "$append" -- \
      conform --json "${paths[@]}"
  fi
}

echo '| name | kernel | profile | agree | differ | skipped |'
echo '|---|---|---|---|---|---|'
for kernel in "${kernels[@]}"; do
  name=${kernel%%=*}
  one "${kernel#*=}" >"$dir/out" </dev/null
  status=$?
  if [ $status -gt 1 ] || ! jq -e . "$dir/out" >/dev/null 2>&1; then
    echo "| $name | (did not run: status $status) | | | | |"
    result=3
    continue
  fi
  jq -r --arg name "$name" \
    '"| \($name) | \(.kernel) | \(.profile) | \(.agree) | \(.differ) | \(.skipped) |"' "$dir/out"
  jq -r --arg name "$name" '.differences[] |
    [$name, "\(.file):\(.line): \(.operation): expected \(.expected) (\(.rule)), seen \(.seen)"] | @tsv' \
    "$dir/out" >>"$dir/differences"
  [ $status -eq 0 ] || [ $result -eq 3 ] || result=1
done
if [ -s "$dir/differences" ]; then
  echo
  awk -F'\t' '{ if (!($2 in names)) order[n++] = $2; names[$2] = names[$2] " " $1 }
    END { for (i = 0; i < n; i++) print "-" names[order[i]] ": " order[i] }' "$dir/differences"
fi
exit $result
