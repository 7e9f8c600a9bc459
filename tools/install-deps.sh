#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Install the Debian packages that are missing.
#
#   install-deps.sh [--check] SET...
#
# SET is build, test, lint, coverage, fuzz or spin.  Nothing is said when nothing is
# missing.  With --check nothing is installed either: what is missing is an
# error that names the packages.
set -u

CC=${CC:-gcc}
check_only=
packages=()
reasons=()

# The preprocessor answers faster than a package manager would, and it also
# counts what was installed by hand.  Without a compiler every header is missing.
has_header() {
  printf '#if !__has_include(<%s>)\n#error\n#endif\n' "$1" | $CC -E -x c - >/dev/null 2>&1
}

has_command() {
  command -v "$1" >/dev/null 2>&1
}

lacks() { # PACKAGE REASON
  packages+=("$1")
  reasons+=("$2")
}

look_for_build() {
  has_command "${CC%% *}" || lacks gcc 'the compiler'
  has_header stdio.h || lacks libc6-dev 'the headers of the C library'
  has_header linux/kvm.h || lacks linux-libc-dev "the kernel's interface headers"
  has_header xxhash.h || lacks libxxhash-dev 'the hash of a world'
}

look_for_test() {
  has_header cmocka.h || lacks libcmocka-dev 'the unit test framework'
  has_command pkg-config || lacks pkg-config 'tests of the installed library'
  has_command jq || lacks jq 'tests of the JSON output'
  has_command xmllint || lacks libxml2-utils 'tests of diagrams'
}

look_for_lint() {
  has_command clang-format || lacks clang-format 'lint: the layout of the sources'
  has_command clang-tidy || lacks clang-tidy 'lint: static analysis'
  has_command cppcheck || lacks cppcheck 'lint: static analysis'
  has_command mandoc || lacks mandoc 'lint: the man page'
}

look_for_fuzz() {
  has_command clang || lacks clang 'the fuzzers: libFuzzer'
}

look_for_spin() {
  has_command spin || lacks spin 'the search that the explorer is held against'
  has_command /usr/bin/time || lacks time 'processor time and memory of a search'
  has_command jq || lacks jq 'what a search prints'
}

look_for_coverage() {
  has_command lcov || lacks lcov 'the coverage report'
}

look() {
  packages=()
  reasons=()
  for set in "$@"; do
    "look_for_$set"
  done
}

list() {
  for i in "${!packages[@]}"; do
    printf '  %-16s %s\n' "${packages[i]}" "${reasons[i]}"
  done
}

give_up() {
  echo "gmemsim: $1" >&2
  list >&2
  echo "Install them, on Debian with: apt-get install ${packages[*]}" >&2
  exit 1
}

# Prints what to put before a command so that root runs it; fails if nothing does.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    return 0
  fi
  has_command sudo || return 1
  # Without a terminal nobody could type a password.
  if sudo -n true 2>/dev/null || [ -t 0 ]; then
    echo sudo
    return 0
  fi
  return 1
}

apt() { # PREFIX ARGUMENTS...
  local prefix=$1

  shift
  $prefix env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 "$@" </dev/null
}

install_packages() { # PREFIX
  local log

  log=$(mktemp) || return 1
  # The package lists of a fresh machine are missing or old: the second try
  # comes with new ones.
  if apt "$1" install -y --no-install-recommends "${packages[@]}" >"$log" 2>&1 ||
    { apt "$1" update >>"$log" 2>&1 &&
      apt "$1" install -y --no-install-recommends "${packages[@]}" >>"$log" 2>&1; }; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

sets=()
for argument in "$@"; do
  case $argument in
    --check) check_only=1 ;;
    build | test | lint | coverage | fuzz | spin) sets+=("$argument") ;;
    *) echo "usage: install-deps.sh [--check] build|test|lint|coverage|fuzz|spin..." >&2; exit 2 ;;
  esac
done

look "${sets[@]}"
[ ${#packages[@]} -eq 0 ] && exit 0
[ -n "$check_only" ] && give_up 'these packages are missing:'
has_command apt-get || give_up 'these packages are missing, and there is no apt-get to install them:'
prefix=$(as_root) || give_up 'these packages are missing, and only root can install them:'

echo 'gmemsim: installing with apt-get (this may take a few minutes):'
list
install_packages "$prefix" || give_up 'apt-get could not install:'
look "${sets[@]}"
[ ${#packages[@]} -eq 0 ] || give_up 'still missing after apt-get installed them:'
