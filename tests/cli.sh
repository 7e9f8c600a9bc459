#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-2-Clause
#
# The command line: exit statuses, complaints, output in all its forms, signals.
#
#   cli.sh GMEMSIM
#
# Prints `ok NAME` or `not ok NAME` for each test.
set -u

gmemsim=$(realpath "$1")
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
unset NO_COLOR
failed=0

# ---- What a test says ------------------------------------------------------------

verdict() { # STATUS NAME
  if [ "$1" -eq 0 ]; then
    echo "ok cli: $2"
  else
    echo "not ok cli: $2"
    failed=1
    echo "  status $status"
    head -c 2000 out err | sed 's/^/  /'
  fi
}

# Run the command; keep out, err and status.
run() {
  "$gmemsim" "$@" >out 2>err </dev/null
  status=$?
}

is() { # NAME STATUS [PATTERN FILE]...
  local name=$1 good=0

  [ "$status" -eq "$2" ] || good=1
  shift 2
  while [ $# -gt 0 ]; do
    grep -qE -- "$1" "$2" || { good=1; echo "  no match for: $1 in $2"; }
    shift 2
  done
  verdict $good "$name"
}

# A malformed scenario, given as text: status 2, the place, and nothing on stdout.
malformed() { # NAME PLACE PATTERN TEXT
  printf '%b' "$4" >bad.gms
  run run bad.gms
  [ ! -s out ] || { status="$status, and output"; verdict 1 "$1"; return; }
  is "$1" 2 "^bad\.gms:$2: .*$3" err
}

# ---- Files that the tests use --------------------------------------------------------

cat >good.gms <<'GMS'
# A file, its slot, and a guest that reads.
profile 7.2
vm A                                        -> 0
vcpu A.0                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
slot A:0 gpa=0x100000 size=4p memfd=M       -> 0
guest A.0 read 0x100000                     -> 0
resident M                                  -> pages=0
GMS
cat >fails.gms <<'GMS'
vm A -> 0
memfd M vm=A size=4p -> EINVAL
memfd N vm=A size=1 -> EINVAL
GMS
cat >race.gms <<'GMS'
vm A
vcpu A.0
memfd M vm=A size=4p flags=mmap|init_shared
slot A:0 gpa=0x100000 size=4p memfd=M
concurrent
  a: guest A.0 read 0x100000 -> 0
  b: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  schedule a a b a
end
invariants -> ok
GMS

# ---- Help and version -----------------------------------------------------------------

run
is 'no subcommand is an error that shows them' 2 'Subcommands:' err
run --help
is 'help lists the subcommands' 0 '^  run  ' out '^  profiles  ' out
run --version
is 'version' 0 '^gmemsim [0-9]+\.[0-9]+\.[0-9]+$' out
run version
is 'version as a subcommand' 0 '^gmemsim [0-9]' out
for c in $("$gmemsim" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
  run "$c" --help
  is "$c has --help" 0 "^Usage: gmemsim $c" out
  run help "$c"
  is "help $c is the same" 0 "^Usage: gmemsim $c" out
  run "$c" --no-such-option
  is "$c refuses an option that it does not have" 2 'no-such-option' err
done
run help
is 'help alone is the overview' 0 '^Subcommands:' out '^  explain  ' out
run help run explain
is 'help for one at a time' 2 'one subcommand at a time' err
run version now
is 'version takes no word' 2
run help rnu
is 'help suggests a subcommand' 2 "did you mean 'run'" err
run help --man
is 'the man page' 0 '^\.Dt GMEMSIM 1' out '^\.Ss gmemsim run' out 'Fl .*inject' out

# ---- Results and statuses -----------------------------------------------------------

run run good.gms
is 'what holds is 0' 0 '^good\.gms: 6 operations, 6 expectations, 0 failed$' out
run run fails.gms
is 'what does not hold is 1' 1 '^fails\.gms:2: memfd: expected EINVAL, saw 0$' out \
  '^fails\.gms: 3 operations, 3 expectations, 1 failed$' out
run run good.gms fails.gms good.gms
is 'every file runs' 1 '^good\.gms: 6 op' out '^fails\.gms: 3 op' out
[ "$(grep -c ' operations, ' out)" -eq 3 ]
verdict $? 'every file has a summary'
run run --quiet good.gms fails.gms
is 'quiet has no summary' 1 '^fails\.gms:2:' out
[ "$(wc -l <out)" -eq 1 ]
verdict $? 'quiet prints what failed and nothing else'
"$gmemsim" run - <good.gms >out 2>err
status=$?
is 'standard input' 0 '^-: 6 operations' out
printf 'bad\n' | "$gmemsim" run - >out 2>err
status=$?
is 'standard input has lines too' 2 '^-:1:1: ' err
run run race.gms
is 'a concurrent block runs' 0 '^race\.gms: 7 operations' out
run run --seed 7 race.gms
is 'a concurrent block runs with a seed' 0 '' out
"$gmemsim" run --seed 7 --explain race.gms >again 2>err
"$gmemsim" run --seed 7 --explain race.gms | cmp -s again -
verdict $? 'the same seed gives the same run'
: >empty.gms
run run empty.gms
is 'an empty file' 0 '^empty\.gms: 0 operations, 0 expectations, 0 failed$' out
printf 'vm A -> 0\r\nvm B -> 0\r\n' >crlf.gms
run run crlf.gms
is 'CRLF' 0 '2 operations' out

# ---- Explain ----------------------------------------------------------------------------

run run --explain good.gms
is 'explain names operations and rules' 0 'guest A\.0 read 0x100000 -> 0' out \
  '^ +[A-Z0-9]+-[A-Z0-9-]+  [A-Z]' out
cp out first
run explain good.gms
cmp -s out first
verdict $? 'explain is run --explain'
run explain race.gms
is 'explain names the steps' 0 '^ +a: walk' out '^ +b: ' out
! grep -q "$(printf '\033')" out
verdict $? 'no colour into a file'
cat >property.gms <<'GMS'
vm A -> 0
memfd M vm=A size=1p -> 0
concurrent
  a: fallocate M off=0 len=1p mode=keep_size -> 0
  always resident M -> pages=
  eventually resident M -> pages=0
  sometimes resident M -> pages=0
end
GMS
run explain property.gms
is 'explain tells properties' 1 'always resident M -> pages=0' out \
  'eventually resident M -> pages=0' out '^property\.gms:5: resident: expected pages=, saw pages=0$' out

# What a terminal sees; `script` lends one.
on_terminal() { # ENVIRONMENT... COMMAND
  env -u NO_COLOR "$@" >out 2>err </dev/null
  status=$?
}
if command -v script >/dev/null; then
  on_terminal TERM=xterm script -qec "'$gmemsim' explain good.gms" /dev/null
  is 'colour on a terminal' 0 "$(printf '\033')\[" out
  on_terminal TERM=dumb script -qec "'$gmemsim' explain good.gms" /dev/null
  ! grep -q "$(printf '\033')" out
  verdict $? 'no colour on a dumb terminal'
  on_terminal TERM=xterm NO_COLOR=1 script -qec "'$gmemsim' explain good.gms" /dev/null
  ! grep -q "$(printf '\033')" out
  verdict $? 'no colour when NO_COLOR is set'
  on_terminal TERM=xterm NO_COLOR= script -qec "'$gmemsim' explain good.gms" /dev/null
  is 'an empty NO_COLOR is none' 0 "$(printf '\033')\[" out
fi

# ---- JSON -----------------------------------------------------------------------------

run run --json good.gms
[ "$(wc -l <out)" -eq 6 ] && jq -e . out >/dev/null
verdict $? 'JSON: an object per operation'
[ "$(jq -r '[.line, .operation, .result, .held] | @csv' out | sed -n 4p)" = '6,"slot","0",true' ]
verdict $? 'JSON: what an object says'
jq -es 'any(.[]; .rules | length > 0)' out >/dev/null
verdict $? 'JSON: rules'
run run --json --explain race.gms
jq -es 'any(.[]; .task == "a") and all(.[].rules[]; .sentence | length > 0)' out >/dev/null
verdict $? 'JSON: tasks and sentences'
run run --json fails.gms
is 'JSON: a failure is 1' 1 '"held":false' out '"expected":"EINVAL"' out
name=$(printf 'na"me\\\001\303\251\377.gms')
cp good.gms "$name"
run run --json "$name"
jq -e . out >/dev/null && jq -r .file out | grep -q '^na"me'
verdict $? 'JSON: a name with quotes, controls and bytes that are no UTF-8'
run rules --json
jq -es 'length > 50 and all(.[]; .id and .sentence and .source)' out >/dev/null
verdict $? 'JSON: rules'
run rules --json good.gms
jq -es 'any(.[]; .hits > 0) and any(.[]; .hits == 0)' out >/dev/null
verdict $? 'JSON: rules with hits'
run invariants --json
jq -es 'length > 40 and all(.[]; .id and .sentence and .when)' out >/dev/null
verdict $? 'JSON: invariants'
run profiles --json
jq -es 'length > 30 and all(.[]; .name and (.profiles | length) > 8)' out >/dev/null
verdict $? 'JSON: profiles'

# ---- Print ------------------------------------------------------------------------------

run run --print race.gms
is 'print' 0 '^concurrent$' out '^end$' out
cp out printed.gms
run run --print printed.gms
cmp -s out printed.gms
verdict $? 'what print printed prints the same'
run run printed.gms
is 'what print printed runs' 0 '7 operations' out

# ---- Rules and profiles --------------------------------------------------------------

run invariants
is 'invariants' 0 '^INV-7 .*; but for HZ-2' out '^X86-INV-1 ' out '^ARM-INV-17 ' out '\(at rest\)' out
run invariants good.gms
is 'invariants: of no scenario' 2
run rules
is 'rules' 0 '^CREATE-2 +[A-Z]' out
run rules good.gms
is 'rules with hits' 0 ' rules hit$' out '^ +[1-9][0-9]*  [A-Z]' out
run rules --uncovered good.gms
is 'rules that were not hit' 0 ' rules hit$' out
run rules fails.gms
is 'rules: an expectation that failed is told' 1 'fails\.gms' err ' rules hit$' out
printf 'nonsense\n' >bad.gms
run rules bad.gms good.gms
is 'rules: a bad file is told and left out' 2 '^bad\.gms:1:1: ' err ' rules hit$' out
run profiles
is 'profiles' 0 '^SWITCH .*6\.8.*7\.3' out
run profiles 6.18
is 'one profile' 0 '^SWITCH +6\.18$' out ' (on|-)  [A-Z]' out
run profiles 6.12 6.18
is 'the difference of two' 0 '^GMEM_ANY_VM +- +on' out
run profiles 6.18 6.18
[ "$(wc -l <out)" -eq 1 ]
verdict $? 'a profile does not differ from itself'
run profiles 6.8 6.12 6.16
is 'three profiles are too many' 2

# ---- Options ----------------------------------------------------------------------------

cat >by-profile.gms <<'GMS'
profile 6.12
check_extension system guest_memfd_flags -> 0
GMS
run run by-profile.gms
is 'the header chooses the profile' 0
run run --profile 7.2 by-profile.gms
is '--profile overrides it' 1 'expected 0, saw ' out
run run --arch arm64 good.gms
is '--arch arm64' 0
cat >by-nodes.gms <<'GMS'
nodes 3
node_pages 2
get_mempolicy flags=mems_allowed -> nodes=0,1,2
mmap H anon len=3p -> 0
mbind H bind nodes=0 -> 0
store H 1 -> ok
store H+1p 1 -> ok
store H+2p 1 -> ENOMEM
GMS
run run by-nodes.gms
is 'the header chooses the nodes' 0
run run --nodes 1 by-nodes.gms
is '--nodes overrides it' 1 'expected nodes=0,1,2, saw nodes=0' out
run run --node-pages 3 by-nodes.gms
is '--node-pages overrides it' 1 'expected ENOMEM, saw ok' out
run run --nodes 33 by-nodes.gms
is 'too many nodes' 2 "--nodes: '33' is not 1 to 32" err
run run --switch mmap=off good.gms
is '--switch off' 1 'memfd: expected 0, saw EINVAL' out
run run --switch MMAP=on good.gms
is '--switch on' 0
run run --inject alloc:1 good.gms
is '--inject alloc' 1 'ENOMEM' out
run run --inject fd:2 good.gms
is '--inject fd' 1 'EMFILE' out
run run --arena 64M good.gms
is '--arena' 0
run run --backend sim good.gms
is '--backend sim' 0

bad_option() { # NAME PATTERN ARGUMENT...
  local name=$1 pattern=$2

  shift 2
  run run "$@" good.gms
  [ ! -s out ] || status="$status, and output"
  is "$name" 2 "$pattern" err
}
bad_option 'an unknown profile' "--profile.*did you mean '6.18'" --profile 6.188
bad_option 'an unknown arch' "--arch.*did you mean 'x86'" --arch x68
bad_option 'an unknown switch' "--switch.*did you mean 'INIT_SHARED'" --switch INIT_SHRED=on
bad_option 'a switch that is neither on nor off' '--switch' --switch MMAP=maybe
bad_option 'a switch without a setting' '--switch' --switch MMAP
bad_option 'an unknown kind of error' "--inject.*did you mean 'alloc'" --inject aloc:1
bad_option 'an error without a count' '--inject' --inject alloc
bad_option 'the zeroth error' '--inject' --inject alloc:0
bad_option 'a count that is no number' '--inject' --inject alloc:x
bad_option 'a seed that is no number' '--seed' --seed x
bad_option 'a seed that does not fit' '--seed' --seed 18446744073709551616
run run --tdp-mmu 0 --print good.gms
is 'a parameter of the world' 0
run run --tdp=1 --tdp-mmu=0 good.gms
is 'two of them' 0
printf 'tdp 0\nvm A\nvcpu A.0\nprefault A.0 gpa=0 size=1p -> EOPNOTSUPP\n' >shadow.gms
run run shadow.gms
is 'a parameter in the header' 0
run run --tdp 1 shadow.gms
is 'a parameter of the command wins over the header' 1
run run --arch arm64 shadow.gms
is 'a parameter that the architecture lacks' 2 'no such parameter' err
bad_option 'a parameter out of range' '--tdp-mmu' --tdp-mmu 2
bad_option 'a parameter that is no number' '--tdp' --tdp off
bad_option 'a parameter with names' "did you mean 'amd'" --vendor amdd
bad_option 'an arena of nothing' '--arena' --arena 0
bad_option 'an arena that is too small' 'arena' --arena 4K
bad_option 'an arena that no address space has' 'arena' --arena 8388608T
bad_option 'an unknown backend' "--backend.*did you mean 'kvm'" --backend kmv
printf 'mmap H anon len=1p -> 0\nload 0x1000\nungup H\nvm A -> 0\n' >inexpressible.gms
run run inexpressible.gms
is 'an operation that cannot be expressed' 3 '^inexpressible\.gms:3:1: sim cannot express ungup' err \
  '^inexpressible\.gms: 2 operations, 1 expectations, 0 failed$' out
run rules inexpressible.gms
is 'rules: nor there' 3 'inexpressible\.gms: did not run to its end' err ' rules hit$' out
run rules --arena 4K good.gms
is 'rules: an arena that is too small' 2 'arena' err
bad_option 'a ring that has no code' '--ring' --ring 1
run run
is 'no file' 2 'no scenario' err
run rnu good.gms
is 'an unknown subcommand' 2 "did you mean 'run'" err
run profiles 6.188
is 'profiles: an unknown profile' 2 "did you mean '6.18'" err

# ---- Bad input ----------------------------------------------------------------------

malformed 'an unknown operation' 2:1 "did you mean 'memfd'" 'vm A\nmemdf M vm=A size=4p\n'
malformed 'an unknown key' 2:18 '' 'vm A\nmemfd M size=4p  vn=A\n'
malformed 'a repeated key' 2:22 '' 'vm A\nmemfd M vm=A size=4p size=4p\n'
malformed 'a missing key' 2:[0-9]+ 'size' 'vm A\nmemfd M vm=A\n'
malformed 'a number that does not fit' 2:19 '' 'vm A\nmemfd M vm=A size=0x10000000000000000\n'
malformed 'a number that does not fit with its suffix' 2:19 '' 'vm A\nmemfd M vm=A size=16777216T\n'
malformed 'an unknown flag' 2:[0-9]+ "did you mean 'mmap'" 'vm A\nmemfd M vm=A size=4p flags=mmpa\n'
malformed 'an unknown capability' 2:[0-9]+ "did you mean 'GUEST_MEMFD'" \
  'vm A\ncheck_extension A guest_memdf\n'
malformed 'a name that is not defined' 2:12 '' 'vm A\nmemfd M vm=B size=4p\n'
malformed 'a name that is defined twice' 2:4 '' 'vm A\nvm A\n'
malformed 'an unknown profile in the header' 1:9 "did you mean '6.18'" 'profile 6.188\nvm A\n'
malformed 'an expectation that is none' 1:[0-9]+ '' 'vm A -> EVINAL\n'
malformed 'a block without an end' 2:1 "'end'" 'vm A\nconcurrent\n  a: vm B\n'
malformed 'a NUL' 1:[0-9]+ '' 'vm A\0B\n'
malformed 'bytes that are no UTF-8' 1:[0-9]+ '' 'vm \377\n'
malformed 'an address that is no multiple of 8' 3:[0-9]+ '' 'vm A\nmmap H anon len=1p\nload H+4\n'

run run no-such-file.gms
is 'a file that is not there' 2 '^gmemsim: no-such-file\.gms: No such file' err
run run .
is 'a folder' 2 'Is a directory' err
run run good.gms bad.gms
[ ! -s out ]
verdict $? 'nothing runs when one file is wrong'
head -c 4097 /dev/zero | tr '\0' '#' >long.gms
run run long.gms
is 'a line of 4097 bytes' 2 '^long\.gms:1:4097: ' err
{ head -c 4096 /dev/zero | tr '\0' '#'; printf '\r\n'; } >long.gms
run run long.gms
is 'a line of 4096 bytes' 0
yes '' | head -n 1000001 >many.gms
run run many.gms
is 'a line too many' 2 '^many\.gms:1000001:1: ' err
yes '' | head -n 1000000 >many.gms
run run many.gms
is 'a million lines' 0
rm -f many.gms
timeout 20 "$gmemsim" run /dev/zero >out 2>err
status=$?
is 'a device without end, of one line' 2 '^/dev/zero:1:' err
yes '# nothing' | timeout 60 "$gmemsim" run - >out 2>err
status=$?
is 'a pipe without end, of short lines' 2 '^-:1000001:1: ' err
head -c 300000 /dev/urandom >noise.gms
run run noise.gms
is 'noise' 2 '^noise\.gms:[0-9]+:[0-9]+: ' err
cat >blocked.gms <<'GMS'
vm A
memfd M vm=A size=4p flags=mmap|init_shared
concurrent
  a: fallocate M off=0 len=1p mode=keep_size|punch_hole
  b: fallocate M off=0 len=1p mode=keep_size|punch_hole
  schedule a a a b b b
end
GMS
run run blocked.gms
is 'a schedule that asks a blocked task to step' 2 '^blocked\.gms:6:[0-9]+: .*held by a' err

# ---- tables --------------------------------------------------------------------------

cat >tables.gms <<'GMS'
vm A
vcpu A.0
vm B
memfd M vm=A size=4p flags=mmap|init_shared
slot A:0 gpa=0x100000 size=4p memfd=M
guest A.0 write 0x100000 1 -> ok
guest A.0 read 0x103000 -> 0
guest A.0 read 0xfeb00000 -> MMIO
GMS
run tables tables.gms
is 'tables: a tree down to the leaves' 0 '^tables\.gms: A, t1 of level 4$' out \
  '^  L4   0  0  0x[0-9a-f]{16}  table rwxu A  -> t2$' out \
  '^        L1 259  0x103000  0x[0-9a-f]{16}  leaf 4K rwxu A D WB .* -> f2 memfd=M page=3 ' out \
  'mmio generation' out
run tables --vm A --gpa 0x103000 tables.gms
is 'tables: one VM and one page' 0 'page=3' out
! grep -qE 'page=0|mmio' out
verdict $? 'tables: and nothing else'
run tables --json --gpa 0x100000+2p tables.gms
is 'tables: JSON' 0 '"level":1,"index":256,"gpa":1048576,"bytes":4096,"raw":"0x' out \
  '"frame":1,"maps":"memfd=M page=0 ' out
run tables --dot tables.gms
is 'tables: a graph' 0 '^digraph tables' out 't1 -> t2' out '^}$' out
run tables --vm C tables.gms
is 'tables: a VM that is not there' 2 "no VM is called 'C'" err
for range in 1x 0x1000+0 0xffffffffffffffff+2; do
  run tables --gpa "$range" tables.gms
  is "tables: --gpa $range" 2 '--gpa: ' err
done
run tables
is 'tables: without a scenario' 2 'no scenario is named' err
cat >arm64.gms <<'GMS'
arch arm64
vm A
vcpu A.0
memfd M vm=A size=8p flags=mmap|init_shared
mmap H memfd=M len=8p
slot A:0 gpa=0x100000 size=8p memfd=M hva=H
store H+0x2000 0x104003
store H+0x4000 0x105003
store H+0x5040 0x1064ff
el2 A.0 vttbr=0x1000000102000 vtcr=0x800d3558
guest A.0 read 0x8000 l2 -> 0
guest A.0 read 0x100000 -> 0x0
GMS
run tables arm64.gms
is 'tables: stage 2 has two roots that follow each other' 0 '^arm64\.gms: A, t1 of level 3$' out \
  '^arm64\.gms: A, t[0-9]* of level 3, from 0x8000000000$' out \
  'L1 256  0x100000 .*page R W .*AF.*-> f[0-9]* memfd=M page=0 level=4K prot=rw' out
is 'tables: and a shadow' 0 'A, shadow for VTTBR_EL2 0x1000000102000, t[0-9]* of level 4' out \
  'L1   8  0x8000 .*page R W .*sw 3 .*-> f[0-9]*' out
run tables --json arm64.gms
is 'tables: a shadow as JSON' 0 '"shadow":281474977767424,"level":1' out
run tables --dot arm64.gms
is 'tables: a shadow as a graph' 0 'A, shadow, level' out
run tables --arch arm64 tables.gms
is 'tables: of another architecture' 0 'page=3' out
sed -i 's/-> 0$/-> 7/' tables.gms
run tables tables.gms
is 'tables: what did not hold is told' 1 '1 expectations failed' err 'page=3' out

# ---- shrink, replay ------------------------------------------------------------------

cat >wrong.gms <<'GMS'
profile 7.2
vm A -> 0
vm B -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
memfd N vm=B size=4p -> 0
mmap H memfd=M len=4p -> 0
store H 0x77 -> ok
load H -> 0x78
GMS
run shrink wrong.gms
is 'shrink: what is wrong' 0 '^# failed: load -> 0x78 but 0x77$' out '^store H 0x77$' out \
  'wrong\.gms: 5 operations of 7 after [0-9]+ runs' err
verdict "$(grep -q 'vm B' out; [ $? -eq 1 ]; echo $?)" 'shrink: what does not matter goes'
run shrink --out small.gms wrong.gms
run shrink small.gms
mv out once
run shrink wrong.gms
verdict "$(cmp -s once out; echo $?)" 'shrink: the smallest stays as it is'
run run small.gms
is 'shrink: what is left fails alike' 1 'load: expected 0x78, saw 0x77' out
printf 'vm A -> 0\n' >right.gms
run shrink right.gms
is 'shrink: nothing is wrong' 2 'right\.gms: nothing is wrong when it runs' err
run shrink --out /nowhere/x wrong.gms
is 'shrink: a file that cannot be written' 3 '/nowhere/x: ' err
run shrink wrong.gms right.gms
is 'shrink: one file' 2 'one scenario at a time' err
run shrink
is 'shrink: no file' 2 'no scenario is named' err
run run --without-bugs right.gms
is 'run: without the bugs of the profile' 0

printf '\0\0\1' >input
run replay input
is 'replay: an input' 0 '^vm A1$' out '^slot A1:0 ' out
run replay --target snapshot input
is 'replay: what stands before the sequence' 0 '^profile ' out
{ head -c 65 /dev/zero; printf '\0\0\1'; } >block
run replay --target schedule block
is 'replay: a block' 0 '^concurrent$' out '^  schedule ' out
run replay --target uapi input
is 'replay: calls' 0 '^vm A1$' out
run replay --target walk input
is 'replay: an unknown target' 2 "unknown name 'walk'" err
run replay nowhere
is 'replay: no such file' 2 'nowhere: ' err
run replay .
is 'replay: no file' 2 '\.: ' err
run replay
is 'replay: none' 2 'no input is named' err

# ---- export --------------------------------------------------------------------------

run export --c wrong.gms
is 'export: a program' 0 'int main\(void\)' out 'host_load\(\(map_H \+ 0x0ull\)\);' out
run export --syz wrong.gms
is 'export: what syzkaller has no call for' 2 "wrong\.gms:7:1: .* no call for store" err
printf 'vm A\nfork C\n' >fork.gms
run export --c --out program.c fork.gms
is 'export: what cannot be exported' 2 'fork\.gms:2:1: fork is not exported' err
verdict "$([ ! -e program.c ]; echo $?)" 'export: nothing is written then'
printf 'arch arm64\nvm A\n' >arm.gms
run export --selftest arm.gms
is 'export: arm64' 2 'arm\.gms:2:1: programs are for x86' err
run export --c block
is 'export: not a scenario' 2
run export wrong.gms
is 'export: no form' 2 'one of --c, --selftest and --syz' err
run export --c --syz wrong.gms
is 'export: two forms' 2 'one of --c, --selftest and --syz' err
run export --c
is 'export: no file' 2 'no scenario is named' err
run export --c wrong.gms right.gms
is 'export: one file' 2 'one scenario at a time' err
run export --c --out /nowhere/x wrong.gms
is 'export: a file that cannot be written' 3 '/nowhere/x: ' err

# ---- fuzz ----------------------------------------------------------------------------

# What a target does, without clang: one finding, twice the same, then nothing.
mkdir targets
cat >targets/fuzz_ops <<'SH'
#!/bin/sh
for last; do :; done
case "$*" in
  *-merge=1*)
    shift 2
    cp "$2"/* "$1"
    exit 0
    ;;
esac
echo input >"$last/input-of-$$"
n=$(cat calls 2>/dev/null || echo 0)
echo $((n + 1)) >"calls.$$" && mv "calls.$$" calls # two read it at once
[ "$n" -ge 2 ] && exec sleep 2
{ printf '# INV-0: something\n# options: --without-bugs\n'; cat wrong.gms; } >"$GMS_FUZZ_OUT/finding.gms"
echo bytes >"$GMS_FUZZ_OUT/crash-1"
exit 77
SH
printf '#!/bin/sh\nexit 127\n' >targets/fuzz_schedule
chmod +x targets/*
run fuzz --programs targets --time 1s --out campaign
is 'fuzz: a finding' 1 '^ops: 0 executions in [0-9]+ s, 0 rules of [0-9]+, 1 findings$' out \
  '^finding INV-0, 2 times: campaign/findings/INV-0$' out
is 'fuzz: it is made small' 1 '^store H 0x77$' campaign/findings/INV-0/small.gms
is 'fuzz: its input is kept' 1 '^bytes$' campaign/findings/INV-0/input
verdict "$(ls campaign/corpus/ops | grep -q input-of; echo $?)" 'fuzz: the corpus is kept'
verdict "$(jq -e '.findings[0].times == 2 and (.never_reached | length > 100)' campaign/report.json >/dev/null; echo $?)" \
  'fuzz: JSON'
grep -q '<svg' campaign/report.html && grep -q 'load H -&gt; 0x78\|load H -> 0x78' campaign/report.html
verdict $? 'fuzz: HTML'
run fuzz --programs targets --time 1s --jobs 2 --out campaign
is 'fuzz: it goes on where it was' 1 '2 times' out '^[0-9]+,0,0,1$' campaign/progress.csv
timeout -s INT 1 "$gmemsim" fuzz --programs targets --time 1h --out campaign >out 2>err
status=$?
[ $status -eq 124 ] && status=130
is 'fuzz: interrupted' 130 '^ops: ' out
run fuzz --programs targets --target schedule --time 1 --out other
is 'fuzz: a target that does not run' 3 'fuzz_schedule does not run' err
run fuzz --programs targets --target nothing --time 1 --out other
is 'fuzz: a target that is not there' 3 'targets/fuzz_nothing: ' err
run fuzz --out /nowhere/x
is 'fuzz: a directory that cannot be made' 3 '/nowhere/x: ' err
run fuzz --jobs 0
is 'fuzz: jobs' 2 '\-\-jobs: 1 to 64' err
run fuzz --time 1x
is 'fuzz: a duration' 2 '\-\-time: ' err
run fuzz --target ../x
is 'fuzz: no name' 2 '\-\-target: ' err

# ---- explore -------------------------------------------------------------------------

cat >explore.gms <<'GMS'
vm A
memfd M vm=A size=4p flags=mmap|init_shared
fallocate M off=0 len=4p mode=keep_size
concurrent
  a: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  b: fallocate M off=1p len=1p mode=keep_size|punch_hole -> 0
  eventually resident M -> pages=2,3
end
GMS
run explore explore.gms
is 'explore: a clean block' 0 '^explore\.gms: COMPLETE: [0-9]+ states, [0-9]+ transitions, clean$' out
run explore --max-states 3 --no-reduction explore.gms
is 'explore: a bound is no proof' 4 ': BOUNDED: 3 states, .* clean \(by --max-states=3\)$' out
run explore --preemptions 0 explore.gms
is 'explore: bounded preemptions' 4 ': BOUNDED: .* clean \(by --preemptions=0\)$' out
run explore --max-memory 1 explore.gms
is 'explore: no memory' 4 ': CUT: .* clean \(memory ran out\)$' out
sed 's/a: fallocate.*/a: poison M off=1p/' explore.gms >deadlock.gms
run explore --quiet --out found.gms deadlock.gms
is 'explore: a deadlock' 1 'BOUNDED: .* VIOLATED deadlock: a waits for the invalidate lock of M; b ' out
run run found.gms
is 'explore: its counterexample' 1 'deadlock: a waits' err
run explore deadlock.gms
is 'explore: a counterexample on standard output' 1 '^  schedule a ' out
run explore --json --all deadlock.gms
is 'explore: JSON' 1 '"found":"deadlock","text":"a waits' out '"schedule":\["a",' out \
  '"extent":"COMPLETE",' out
run explore --out /nowhere/x deadlock.gms
is 'explore: a file that cannot be written' 3 '--out: /nowhere/x: ' err
run explore --out x explore.gms deadlock.gms
is 'explore: two scenarios and one file' 2 'of one scenario' err
sed 's/pages=2,3/pages=2/' explore.gms >wrong.gms
run explore --quiet wrong.gms
is 'explore: what does not hold' 1 'line 7: resident gives pages=2,3, which is not' out
sed 's/eventually/sometimes/; s/pages=2,3/pages=1/' explore.gms >never.gms
run explore never.gms
is 'explore: what no end meets' 1 'VIOLATED sometimes: line 7: no end meets it$' out
run explore tables.gms
is 'explore: nothing to explore' 2 'has no concurrent block' err
run explore --preemptions 255 explore.gms
is 'explore: too many preemptions' 2 '--preemptions: at most 254' err
for option in max-states max-memory; do
  run explore --$option 0 explore.gms
  is "explore: --$option 0" 2 "--$option: with 0" err
done
run explore
is 'explore: without a scenario' 2 'no scenario is named' err

# ---- Output that cannot be written, and signals ---------------------------------------

"$gmemsim" rules 2>err | true
status=${PIPESTATUS[0]}
[ "$status" -eq 3 ] || [ "$status" -eq 0 ]
verdict $? 'a reader that went away is no crash'
"$gmemsim" rules >/dev/full 2>err
status=$?
: >out
is 'a full disk' 3 'cannot be written' err
"$gmemsim" rules >&- 2>err
status=$?
is 'a closed output' 3 'cannot be written' err
"$gmemsim" run --explain good.gms >/dev/full 2>err
status=$?
is 'a full disk while scenarios run' 3 'cannot be written' err

# A scenario that runs for seconds.
{
  echo 'vm A'
  echo 'memfd M vm=A size=64M'
  for ((i = 0; i < 2000; i++)); do
    echo 'fallocate M off=0 len=64M mode=keep_size'
    echo 'fallocate M off=0 len=64M mode=keep_size|punch_hole'
  done
} >slow.gms

# One operation that alone runs for seconds.
cat >long.gms <<'END'
vm A -> 0
memfd M vm=A size=8T -> 0
fallocate M off=0 len=8T mode=keep_size
END

# A signal before the program asked for it kills it: wait until it did.
handles_signals() { # PID
  local mask

  mask=$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null)
  [ -n "$mask" ] && ((0x$mask & 0x4002))
}

interrupt() { # SIGNAL FILE [SUBCOMMAND]
  local pid

  "$gmemsim" "${3:-run}" "$2" >out 2>err </dev/null &
  pid=$!
  for ((i = 0; i < 600; i++)); do
    handles_signals $pid && break
    sleep 0.05
  done
  sleep 0.3
  kill -s "$1" $pid
  wait $pid
  status=$?
}
interrupt TERM slow.gms
is 'SIGTERM ends it with the summary so far' 130 '^slow\.gms: [0-9]+ operations' out 'interrupted' err
interrupt INT slow.gms
is 'SIGINT ends it with the summary so far' 130 '^slow\.gms: [0-9]+ operations' out 'interrupted' err
interrupt INT long.gms
is 'SIGINT ends it in the middle of an operation' 130 '^long\.gms: 2 operations' out 'interrupted' err
interrupt INT slow.gms rules
is 'rules: SIGINT ends it with what was hit so far' 130 ' rules hit$' out 'interrupted' err
mkfifo pipe
"$gmemsim" run - <pipe >out 2>err &
pid=$!
exec 9>pipe
for ((i = 0; i < 600; i++)); do
  handles_signals $pid && break
  sleep 0.05
done
kill -TERM $pid
wait $pid
status=$?
exec 9>&-
is 'a signal while it waits for input' 130 'interrupted' err

exit $failed
