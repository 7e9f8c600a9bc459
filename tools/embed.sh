#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# Scenarios as a table in C, for cli/bugs.h.
#
#   embed.sh FILE...
set -eu

echo '#include "cli/bugs.h"'
echo 'const struct bug_file bug_files[] = {'
for file in "$@"; do
  echo "	{ \"$(basename "$file" .gms)\","
  sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/	  "&\\n"/' "$file"
  echo '	},'
done
echo '	{ 0, 0 },'
echo '};'
