#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# gmemsim conform, with a simulated kernel as what is looked at; and with this machine's,
# when it has /dev/kvm.
#
#   conform.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.
set -u

gmemsim=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0

run() {
  timeout 200 "$gmemsim" conform "$@" >"$dir/out" 2>"$dir/err" </dev/null
  status=$?
}

is() { # NAME STATUS [PATTERN]...
  local name=$1 good=0 pattern

  [ "$status" -eq "$2" ] || good=1
  shift 2
  for pattern in "$@"; do
    cat "$dir/out" "$dir/err" | grep -qE -- "$pattern" || { good=1; echo "  no match for: $pattern"; }
  done
  if [ $good -eq 0 ]; then
    echo "ok conform: $name"
  else
    echo "not ok conform: $name"
    failed=1
    echo "  status $status"
    tail -n 20 "$dir/out" "$dir/err" | sed 's/^/  /'
  fi
}

cat >"$dir/a.gms" <<'GMS'
vm A
memfd M vm=A size=4p flags=mmap|init_shared
memfd N vm=A size=1
fstat M
vm B
GMS
printf '# expect-exit: 2\nnonsense\n' >"$dir/b.gms"
printf 'arch arm64\nvm A\n' >"$dir/c.gms"
printf 'vm A\nconcurrent\n  a: vcpu A.0\nend\n' >"$dir/d.gms"
printf 'mmap H anon len=1p\nload 0x1000\nungup H\nvm A\n' >"$dir/e.gms"

run --backend sim --kernel 7.2 --profile 7.2 "$dir"
is 'a kernel agrees with itself' 0 '^KTAP version 1$' '^1\.\.5$' '^    1\.\.5$' \
  '^    ok 2 2 memfd M vm=A size=16K flags=mmap\|init_shared$' '^ok 1 .*/a\.gms$' \
  '^ok 2 .*b\.gms # SKIP it is no scenario, on purpose$' '^ok 3 .* # SKIP .*architecture$' \
  '^ok 4 .* # SKIP a concurrent block' '^    ok 3 3 ungup H # SKIP sim cannot express ungup' \
  '^    ok 4 4 vm A # SKIP the run had stopped before$' '# Totals: pass:2 fail:0 skip:3$'
run --backend sim --kernel 6.16 --profile 7.2 "$dir/a.gms"
is 'a difference is told in three lines' 1 '^    not ok 2 2 memfd' \
  "^    # $dir/a.gms:2: memfd M vm=A size=16K flags=mmap\|init_shared$" \
  '^    # expected 0 \([A-Z0-9-]+\)$' '^    # seen EINVAL$' '# 6\.16 under the profile 7\.2: '
run --backend sim --kernel 6.16 --profile 7.2 --json "$dir/a.gms"
is 'and in JSON' 1 '"kernel":"6.16"'
jq -e '.differ == (.differences | length) and .differences[0].seen == "EINVAL"' "$dir/out" >/dev/null
status=$?
is 'which is JSON' 0
for kernel in 6.12 6.18 7.1 7.2; do
  run --backend sim --kernel $kernel tests/conformance
  is "auto finds $kernel" 0 "^# $kernel fits best the profile $kernel: [0-9]+ operations agree, 0 differ"
done
run --backend model "$dir/a.gms"
is 'the model is none' 2 'kvm or at sim'
run --backend sim --kernel 7.22 "$dir/a.gms"
is 'a kernel that is not known' 2 "did you mean '7.2'"
run --profile nothing
is 'a profile that is not known' 2 'unknown name'
run --backend sim "$dir/nothing.gms"
is 'a file that is not there' 2 'nothing.gms'
run --backend sim --profile 7.2
is 'the suite is found' 0 'tests/conformance/create.gms'

# What this machine's kernel does is for `make conform` to tell; here it only has to run.
run "$dir/a.gms"
if [ $status -eq 3 ]; then
  is 'a kernel is skipped' 3 'conform cannot run here: '
else
  [ $status -le 1 ] && status=0
  is "a kernel is looked at" 0 '^KTAP version 1$' "^# kernel $(uname -r), " '^# Totals: '
fi
exit $failed
