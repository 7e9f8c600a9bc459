#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Layout, static analysis, and the man page.
#
#   lint.sh BUILD
set -u

build=$1
jobs=${JOBS:-$(nproc)}
folders=()
for folder in include sim scenario model kvm vm cli bench tests fuzz; do
  [ -d "$folder" ] && folders+=("$folder")
done
mapfile -t sources < <(find "${folders[@]}" -name '*.c' | sort)
mapfile -t headers < <(find "${folders[@]}" -name '*.h' | sort)
flags=(-std=c11 -D_GNU_SOURCE -Iinclude -Isim -I.)
status=0

check() { # NAME COMMAND...
  local name=$1 log=$build/lint-$1.log

  shift
  if "$@" >"$log" 2>&1; then
    echo "ok $name"
  else
    # clang-tidy counts what it left out; that is no finding.
    grep -vE '^[0-9]+ warnings? |^Suppressed |^Use -header-filter' "$log" | tail -n 100
    echo "not ok $name"
    status=1
  fi
}

format() {
  printf '%s\0' "${sources[@]}" "${headers[@]}" |
    xargs -0 -P "$jobs" -n 8 clang-format --dry-run -Werror
}

# The largest first: two processors are busy to the end.
by_size() {
  ls -S "$@"
}

tidy() {
  by_size "${sources[@]}" | xargs -P "$jobs" -I{} clang-tidy --quiet {} -- "${flags[@]}"
}

# The public header is C++ too.
cplusplus() {
  clang-tidy --quiet -checks='-*,clang-diagnostic-*,bugprone-argument-comment' include/gmemsim.h -- -x c++ -std=c++11 \
    -Wall -Wextra
}

cppcheck_all() {
  mkdir -p "$build/cppcheck"
  cppcheck -q -j "$jobs" --std=c11 --language=c --error-exitcode=1 --inline-suppr \
    --enable=warning,performance,portability --suppressions-list=tools/cppcheck.supp \
    --cppcheck-build-dir="$build/cppcheck" -D_GNU_SOURCE -Iinclude -Isim -I. "${sources[@]}"
}

man_page() {
  mandoc -T lint -W warning "$build/gmemsim.1"
}

mkdir -p "$build"
check format format
check cppcheck cppcheck_all
check tidy tidy
check c++ cplusplus
check man man_page
exit $status
