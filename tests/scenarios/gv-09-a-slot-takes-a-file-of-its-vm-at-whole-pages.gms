# GV-9, BIND-1 to BIND-4, SLOT-9: which file and which range of it a slot may take.
# tests/golden.sh asks for all offsets from 1 to 4095.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

# Descriptors below 4 are open and no guest_memfd: standard input and /dev/kvm among them.
vm A type=sw_protected                                        -> 0
vm B type=sw_protected                                        -> 0
vcpu A.0                                                      -> 0
memfd M vm=A size=4p                                          -> 0
memfd N vm=B size=4p                                          -> 0
slot A:0 gpa=0x100000 size=4p memfd=0                         -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=3                         -> EINVAL
# The VM itself, another VM, a vCPU.
slot A:0 gpa=0x100000 size=4p memfd=4                         -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=5                         -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=6                         -> EINVAL
# Another VM's file; no such descriptor; one that was closed.
slot A:0 gpa=0x100000 size=4p memfd=N                         -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=9999                      -> EBADF
slot A:0 gpa=0x100000 size=4p memfd=-1                        -> EBADF
dup D M                                                       -> 0
close D                                                       -> 0
slot A:0 gpa=0x100000 size=4p memfd=D                         -> EBADF

# The range.
slot A:0 gpa=0x100000 size=4p memfd=M off=1                   -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=M off=2048                -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=M off=4095                -> EINVAL
slot A:0 gpa=0x100000 size=5p memfd=M                         -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=4p                  -> EINVAL
slot A:0 gpa=0x100000 size=2p memfd=M off=3p                  -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=0x8000000000000000  -> EINVAL

slot A:0 gpa=0x100000 size=1p memfd=M off=3p                  -> 0
slot B:0 gpa=0x100000 size=4p memfd=N                         -> 0
invariants                                                    -> ok
