#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# What `make test` does once everything is built: tests, lint, one summary.
#
#   test.sh BUILD TEST...
set -u

build=$1
shift
status=0

echo '== tests and scenarios (ASan, UBSan)'
tools/run-tests.sh --no-summary "$build/san" "$build/san/gmemsim" "$@" || status=1
echo '== lint'
if tools/lint.sh "$build"; then
  lint=clean
else
  lint='NOT clean'
  status=1
fi
echo '== summary'
echo "lint: $lint"
cat "$build/san/results/summary"
exit $status
