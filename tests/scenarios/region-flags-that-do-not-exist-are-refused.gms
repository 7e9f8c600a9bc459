# GV-11, SLOT-2, SLOT-5: the old ioctl knows LOG_DIRTY and READONLY, the new one
# GUEST_MEMFD too, which excludes both.
# profiles: 6.18 7.2 7.3

vm A                                                            -> 0
memfd M vm=A size=4p                                            -> 0
mmap H anon len=4p                                              -> 0

slot A:0 gpa=0x100000 size=4p hva=H flags=0x4 v1=1              -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=0x8 v1=1              -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=0x10000 v1=1          -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=0x80000000 v1=1       -> EINVAL

slot A:0 gpa=0x100000 size=4p hva=H flags=0x8                   -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=0x8000                -> EINVAL
# The kernel's own flags, INVALID and GMEM_ONLY, cannot be given.
slot A:0 gpa=0x100000 size=4p hva=H flags=0x10000               -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=0x20000               -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=0x80000000            -> EINVAL

slot A:0 gpa=0x100000 size=4p hva=H memfd=M flags=log_dirty     -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H memfd=M flags=readonly      -> EINVAL

# What is left.
slot A:0 gpa=0x100000 size=1p hva=H flags=log_dirty|readonly    -> 0
slot A:1 gpa=0x200000 size=1p hva=H flags=log_dirty v1=1        -> 0
slot A:2 gpa=0x300000 size=1p hva=H memfd=M                     -> 0
# A bare number says all: without the flag the file is not looked at (SLOT-21).
slot A:3 gpa=0x400000 size=1p hva=H memfd=M off=0 flags=0       -> 0
