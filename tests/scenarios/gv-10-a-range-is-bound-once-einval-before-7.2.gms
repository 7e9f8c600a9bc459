# GV-10, BIND-5: as in 7.2, but binding a range that is bound is EINVAL.
#
#   2M of the file     0 1 2 3 4
#   slot 0             x x . . .
#   slot 1             . . x x .
#   slot 0 again       . x x . .      overlaps slot 1
#
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1
profile 7.1

vm A type=sw_protected                                -> 0
memfd M vm=A size=10M                                 -> 0
slot A:0 gpa=0xc0000000 size=4M memfd=M               -> 0
slot A:1 gpa=0xd0000000 size=4M memfd=M off=4M        -> 0
slot A:0 delete                                       -> 0
slot A:0 gpa=0xc0000000 size=4M memfd=M off=2M        -> EINVAL
# The first page, the last, all of it, more than all.
slot A:2 gpa=0xe0000000 size=1p memfd=M off=4M        -> EINVAL
slot A:2 gpa=0xe0000000 size=1p memfd=M off=0x7ff000  -> EINVAL
slot A:2 gpa=0xe0000000 size=4M memfd=M off=4M        -> EINVAL
slot A:2 gpa=0xe0000000 size=10M memfd=M              -> EINVAL
# A duplicate descriptor is the same file (FOP-7).
dup D M                                               -> 0
slot A:2 gpa=0xe0000000 size=1p memfd=D off=4M        -> EINVAL
# Overlap of guest addresses is EEXIST in every kernel, and is found first (SLOT-17).
slot A:0 gpa=0xcfe00000 size=4M memfd=M               -> EEXIST
slot A:0 gpa=0xd0200000 size=4M memfd=M               -> EEXIST
slot A:0 gpa=0xcfe00000 size=4M memfd=M off=4M        -> EEXIST
slot A:0 gpa=0xcfe00000 size=4M memfd=9999            -> EEXIST

# What was refused is not bound; touching ranges are fine.
slot A:0 gpa=0xc0000000 size=4M memfd=M               -> 0
slot A:2 gpa=0xe0000000 size=2M memfd=M off=8M        -> 0
invariants                                            -> ok
