# GV-10, BIND-5: as in 7.2, but the errno of an overlapping binding is EINVAL.
# profiles: 6.18 6.19 7.1
profile 7.1

vm A                                                -> 0
memfd M vm=A size=5p                                -> 0
slot A:0 gpa=0x100000 size=2p memfd=M off=0         -> 0
slot A:1 gpa=0x102000 size=2p memfd=M off=2p        -> 0
slot A:0 delete                                     -> 0
slot A:0 gpa=0x100000 size=2p memfd=M off=1p        -> EINVAL
# Overlap of guest addresses is EEXIST in every kernel (SLOT-17).
slot A:0 gpa=0x101000 size=2p memfd=M               -> EEXIST
slot A:0 gpa=0x100000 size=2p memfd=M               -> 0
invariants                                          -> ok
