# GV-10, BIND-5: a range of the file is bound once. Binding it again is EEXIST.
#
#   2M of the file     0 1 2 3 4
#   slot 0             x x . . .
#   slot 1             . . x x .
#   slot 0 again       . x x . .      overlaps slot 1
#
# profiles: 7.2 7.3

vm A type=sw_protected                                -> 0
memfd M vm=A size=10M                                 -> 0
slot A:0 gpa=0xc0000000 size=4M memfd=M               -> 0
slot A:1 gpa=0xd0000000 size=4M memfd=M off=4M        -> 0
slot A:0 delete                                       -> 0
slot A:0 gpa=0xc0000000 size=4M memfd=M off=2M        -> EEXIST
# The first page, the last, all of it, more than all.
slot A:2 gpa=0xe0000000 size=1p memfd=M off=4M        -> EEXIST
slot A:2 gpa=0xe0000000 size=1p memfd=M off=0x7ff000  -> EEXIST
slot A:2 gpa=0xe0000000 size=4M memfd=M off=4M        -> EEXIST
slot A:2 gpa=0xe0000000 size=10M memfd=M              -> EEXIST
# A duplicate descriptor is the same file (FOP-7).
dup D M                                               -> 0
slot A:2 gpa=0xe0000000 size=1p memfd=D off=4M        -> EEXIST
# Overlap of guest addresses is EEXIST in every kernel, and is found first (SLOT-17).
slot A:0 gpa=0xcfe00000 size=4M memfd=M               -> EEXIST
slot A:0 gpa=0xd0200000 size=4M memfd=M               -> EEXIST
slot A:0 gpa=0xcfe00000 size=4M memfd=M off=4M        -> EEXIST
slot A:0 gpa=0xcfe00000 size=4M memfd=9999            -> EEXIST

# What was refused is not bound; touching ranges are fine.
slot A:0 gpa=0xc0000000 size=4M memfd=M               -> 0
slot A:2 gpa=0xe0000000 size=2M memfd=M off=8M        -> 0
invariants                                            -> ok
