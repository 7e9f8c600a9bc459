# GV-11, SLOT-2, SLOT-5: the older ioctl knows LOG_DIRTY and READONLY, the newer one
# GUEST_MEMFD too, which excludes both. Bits 16 and 17 are the kernel's own, INVALID and
# GMEM_ONLY.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                                        -> 0
memfd M vm=P size=4p                                          -> 0
mmap H anon len=4p                                            -> 0

slot P:0 gpa=0x100000 size=4p hva=H flags=0x4 v1=1            -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x8 v1=1            -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x10 v1=1           -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x20 v1=1           -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x40 v1=1           -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x80 v1=1           -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x100 v1=1          -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x200 v1=1          -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x400 v1=1          -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x800 v1=1          -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x1000 v1=1         -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x2000 v1=1         -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x4000 v1=1         -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x8000 v1=1         -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x10000 v1=1        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x20000 v1=1        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x40000 v1=1        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x80000 v1=1        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x100000 v1=1       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x200000 v1=1       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x400000 v1=1       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x800000 v1=1       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x1000000 v1=1      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x2000000 v1=1      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x4000000 v1=1      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x8000000 v1=1      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x10000000 v1=1     -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x20000000 v1=1     -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x40000000 v1=1     -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H flags=0x80000000 v1=1     -> EINVAL

slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x8         -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x10        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x20        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x40        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x80        -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x100       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x200       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x400       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x800       -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x1000      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x2000      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x4000      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x8000      -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x10000     -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x20000     -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x40000     -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x80000     -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x100000    -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x200000    -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x400000    -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x800000    -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x1000000   -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x2000000   -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x4000000   -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x8000000   -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x10000000  -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x20000000  -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x40000000  -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=0x80000000  -> EINVAL

slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=log_dirty   -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=readonly    -> EINVAL
slot P:0 gpa=0x100000 size=4p hva=H memfd=M flags=log_dirty|readonly  -> EINVAL

# What is left.
slot P:0 gpa=0x100000 size=1p hva=H flags=log_dirty|readonly  -> 0
slot P:1 gpa=0x200000 size=1p hva=H flags=log_dirty|readonly v1=1  -> 0
slot P:2 gpa=0x300000 size=1p hva=H memfd=M                   -> 0
# A bare number says all: without the flag the file is not looked at (SLOT-21).
slot P:3 gpa=0x400000 size=1p hva=H memfd=M off=0 flags=0     -> 0
slot P:4 gpa=0x500000 size=1p hva=H memfd=9999 flags=0        -> 0
