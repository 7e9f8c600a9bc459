# GV-10, BIND-5. A file of 5 pages, two slots of 2 pages each:
#
#   page of the file   0 1 2 3 4
#   slot 0             x x . . .
#   slot 1             . . x x .
#   slot 0 again       . x x . .      overlaps slot 1
#
# profiles: 7.2 7.3

vm A                                                -> 0
memfd M vm=A size=5p                                -> 0
slot A:0 gpa=0x100000 size=2p memfd=M off=0         -> 0
slot A:1 gpa=0x102000 size=2p memfd=M off=2p        -> 0
slot A:0 delete                                     -> 0
slot A:0 gpa=0x100000 size=2p memfd=M off=1p        -> EEXIST
# The first and the last page of it alone are enough.
slot A:2 gpa=0x800000 size=1p memfd=M off=2p        -> EEXIST
slot A:2 gpa=0x800000 size=1p memfd=M off=3p        -> EEXIST
slot A:2 gpa=0x800000 size=5p memfd=M               -> EEXIST
# A duplicate descriptor is the same file (FOP-7).
dup D M                                             -> 0
slot A:2 gpa=0x800000 size=1p memfd=D off=2p        -> EEXIST
# Overlap of guest addresses is EEXIST in every kernel (SLOT-17).
slot A:0 gpa=0x101000 size=2p memfd=M               -> EEXIST

slot A:0 gpa=0x100000 size=2p memfd=M               -> 0
slot A:2 gpa=0x800000 size=1p memfd=M off=4p        -> 0
invariants                                          -> ok
