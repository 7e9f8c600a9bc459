#!/bin/bash -eu
# SPDX-License-Identifier: BSD-2-Clause
#
# The fuzz targets as OSS-Fuzz and ClusterFuzzLite want them: with the compilers and flags
# of CC, CXX, CFLAGS and CXXFLAGS, linked with LIB_FUZZING_ENGINE, into OUT: each target, its
# seed corpus, dictionary and options.
#
# AFL++ is the same: CC=afl-clang-fast CXX=afl-clang-fast++ and as LIB_FUZZING_ENGINE its
# libAFLDriver.a.
cd "${SRC:-}/gmemsim" 2>/dev/null || cd "$(dirname "$0")/.."
: "${CC:=clang}" "${CXX:=clang++}" "${CFLAGS:=}" "${CXXFLAGS:=}" "${OUT:?}"
: "${LIB_FUZZING_ENGINE:=-fsanitize=fuzzer}"
work=${WORK:-$(mktemp -d)}

flags=(-std=c11 -D_GNU_SOURCE -Iinclude -Isim -I.)
# What looks at a world is no news to a fuzzer.
plain=(-fno-sanitize=fuzzer,fuzzer-no-link)
"$CC" ${plain[@]} -fsyntax-only -x c /dev/null 2>/dev/null || plain=()

compile() { # FILE
  local extra=() object

  case $1 in
    model/* | sim/observe*) extra=("${plain[@]}") ;;
  esac
  object=$work/${1//\//_}.o
  # shellcheck disable=SC2086 # flags are words
  "$CC" $CFLAGS "${flags[@]}" "${extra[@]}" -c -o "$object" "$1"
}

mapfile -t sources < <(ls sim/*.c sim/*/*.c scenario/*.c model/*.c fuzz/*.c \
  tests/naive_walk_*.c tests/walk_*.c | grep -vE '^fuzz/(fuzz_.*|replay|seeds)\.c$')
for file in "${sources[@]}" fuzz/fuzz_*.c fuzz/seeds.c; do
  compile "$file"
done
objects=()
for file in "${sources[@]}"; do
  objects+=("$work/${file//\//_}.o")
done

for file in fuzz/fuzz_*.c; do
  target=$(basename "$file" .c)
  # shellcheck disable=SC2086
  "$CXX" $CXXFLAGS -o "$OUT/$target" "$work/fuzz_$target.c.o" "${objects[@]}" $LIB_FUZZING_ENGINE
  printf '[libfuzzer]\nmax_len = 4096\nentropic = 0\n' >"$OUT/$target.options"
done

# The seeds are made by a program of the host.
# shellcheck disable=SC2086
"$CC" ${SEEDS_CFLAGS:--O1} "${flags[@]}" -o "$work/make_seeds" fuzz/seeds.c fuzz/sequence*.c \
  scenario/*.c model/*.c sim/*.c sim/*/*.c
"$work/make_seeds" "$work/seeds" examples/*.gms tests/scenarios/*.gms tests/bugs/*.gms \
  tests/conformance/*.gms
for directory in "$work"/seeds/fuzz_*/; do
  target=$(basename "$directory")
  if command -v zip >/dev/null; then
    (cd "$directory" && zip -q -r "$OUT/${target}_seed_corpus.zip" .)
  else
    python3 -m zipfile -c "$OUT/${target}_seed_corpus.zip" "$directory"/*
  fi
done
cp "$work"/seeds/*.dict "$OUT/"
