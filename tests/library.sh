#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The installed library as another program sees it.
#
#   library.sh FOLDER
#
# FOLDER is what `make install` filled.  Prints `ok NAME` or `not ok NAME`.
set -u

stage=$(realpath "$1")
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
failed=0

try() { # NAME COMMAND...
  local name=$1

  shift
  if "$@" >log 2>&1; then
    echo "ok library: $name"
  else
    echo "not ok library: $name"
    sed 's/^/  /' log
    failed=1
  fi
}

only_gms() { # NM-OPTION FILE
  nm "$1" --defined-only "$2" | awk 'NF == 3 && $3 !~ /^gms_/ { print $3; bad = 1 } $3 ~ /^gms_/ { n++ }
    END { exit bad || n < 40 }'
}

pc() {
  PKG_CONFIG_PATH=$stage/lib/pkgconfig pkg-config --define-variable=prefix="$stage" "$@" gmemsim
}

cat >program.c <<'C'
#include <gmemsim.h>
#include <stdio.h>

int main(void)
{
	struct gms_config config;
	struct gms_world *w;
	struct gms_op op;
	const char *why;

	gms_config_init(&config);
	w = gms_create(&config, &why);
	if (!w)
		return 1;
	gms_op_init(&op, GMS_OP_VM);
	op.define = 1;
	if (gms_run(w, &op).value != 0)
		return 2;
	gms_destroy(w);
	puts(GMS_VERSION);
	return 0;
}
C

try 'the archive exports gms_ names and no others' only_gms -g "$stage/lib/libgmemsim.a"
try 'the shared library exports gms_ names and no others' only_gms -D "$stage/lib/libgmemsim.so"
try 'the header compiles alone, with every warning' \
  gcc -std=c11 -Wall -Wextra -pedantic -Werror -fsyntax-only -x c "$stage/include/gmemsim.h"
# shellcheck disable=SC2046
try 'a program links with the shared library' \
  gcc -std=c11 -Wall -Werror program.c -o shared $(pc --cflags --libs)
try 'and runs' env LD_LIBRARY_PATH="$stage/lib" ./shared
[ "$(pc --modversion)" = "$(LD_LIBRARY_PATH=$stage/lib ./shared)" ]
try 'pkg-config knows the version' test $? -eq 0
# shellcheck disable=SC2046
try 'a program links with the archive' \
  gcc -std=c11 -Wall -Werror program.c -o static $(pc --cflags) "$stage/lib/libgmemsim.a"
try 'and runs without the shared library' ./static
try 'the shared library needs the C library and no other' \
  sh -c "objdump -p '$stage/lib/libgmemsim.so' | awk '/NEEDED/ && \$2 !~ /^libc\\.so/ { exit 1 }'"
try 'the command runs' "$stage/bin/gmemsim" version
try 'the man page is there' test -s "$stage/share/man/man1/gmemsim.1"

exit $failed
