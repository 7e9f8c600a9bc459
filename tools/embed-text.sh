#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# A text as a string in C.
#
#   embed-text.sh HEADER NAME FILE
set -eu

printf '#include "%s"\nconst char %s[] =\n' "$1" "$2"
sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/	"&\\n"/' "$3"
echo '	;'
