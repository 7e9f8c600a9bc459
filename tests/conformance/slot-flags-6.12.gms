# Flags of a slot; GUEST_MEMFD is none of a default VM.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                            -> 0
mmap H anon len=16p                                             -> 0
memfd F0 vm=A size=16p                                          -> 0
memfd F3 vm=A size=16p                                          -> 0

# case: slot2.flags=bit1
slot A:0 gpa=0x100000 size=16p hva=H flags=0x2                  -> 0
slot A:0 delete                                                 -> 0
# case: slot2.flags=bit2
slot A:0 gpa=0x100000 size=16p hva=H memfd=F0 flags=0x4         -> EINVAL
slot A:0 delete
# case: slot2.flags=bit4
slot A:0 gpa=0x100000 size=16p hva=H flags=0x10                 -> EINVAL
# case: slot2.flags=bit5
slot A:0 gpa=0x100000 size=16p hva=H flags=0x20                 -> EINVAL
# case: slot2.flags=bit6
slot A:0 gpa=0x100000 size=16p hva=H flags=0x40                 -> EINVAL
# case: slot2.flags=bit8
slot A:0 gpa=0x100000 size=16p hva=H flags=0x100                -> EINVAL
# case: slot2.flags=bit9
slot A:0 gpa=0x100000 size=16p hva=H flags=0x200                -> EINVAL
# case: slot2.flags=bit13
slot A:0 gpa=0x100000 size=16p hva=H flags=0x2000               -> EINVAL
# case: slot2.flags=bit15
slot A:0 gpa=0x100000 size=16p hva=H flags=0x8000               -> EINVAL
# case: slot2.flags=bit17
slot A:0 gpa=0x100000 size=16p hva=H flags=0x20000              -> EINVAL
# case: slot2.flags=bit18
slot A:0 gpa=0x100000 size=16p hva=H flags=0x40000              -> EINVAL
# case: slot2.flags=bit25
slot A:0 gpa=0x100000 size=16p hva=H flags=0x2000000            -> EINVAL
# case: slot2.flags=bit27
slot A:0 gpa=0x100000 size=16p hva=H flags=0x8000000            -> EINVAL
# case: slot2.flags=bit28
slot A:0 gpa=0x100000 size=16p hva=H flags=0x10000000           -> EINVAL
# case: slot2.flags=bit31
slot A:0 gpa=0x100000 size=16p hva=H flags=0x80000000           -> EINVAL

# case: slot1.flags=bit0
slot A:0 gpa=0x100000 size=16p hva=H flags=0x1 v1=1             -> 0
slot A:0 delete                                                 -> 0
# case: slot1.flags=bit2
slot A:0 gpa=0x100000 size=16p hva=H flags=0x4 v1=1             -> EINVAL
# case: slot1.flags=bit4
slot A:0 gpa=0x100000 size=16p hva=H flags=0x10 v1=1            -> EINVAL
# case: slot1.flags=bit6
slot A:0 gpa=0x100000 size=16p hva=H flags=0x40 v1=1            -> EINVAL
# case: slot1.flags=bit7
slot A:0 gpa=0x100000 size=16p hva=H flags=0x80 v1=1            -> EINVAL
# case: slot1.flags=bit9
slot A:0 gpa=0x100000 size=16p hva=H flags=0x200 v1=1           -> EINVAL
# case: slot1.flags=bit10
slot A:0 gpa=0x100000 size=16p hva=H flags=0x400 v1=1           -> EINVAL
# case: slot1.flags=bit11
slot A:0 gpa=0x100000 size=16p hva=H flags=0x800 v1=1           -> EINVAL
# case: slot1.flags=bit13
slot A:0 gpa=0x100000 size=16p hva=H flags=0x2000 v1=1          -> EINVAL
# case: slot1.flags=bit15
slot A:0 gpa=0x100000 size=16p hva=H flags=0x8000 v1=1          -> EINVAL
# case: slot1.flags=bit16
slot A:0 gpa=0x100000 size=16p hva=H flags=0x10000 v1=1         -> EINVAL
# case: slot1.flags=bit17
slot A:0 gpa=0x100000 size=16p hva=H flags=0x20000 v1=1         -> EINVAL
# case: slot1.flags=bit18
slot A:0 gpa=0x100000 size=16p hva=H flags=0x40000 v1=1         -> EINVAL
# case: slot1.flags=bit19
slot A:0 gpa=0x100000 size=16p hva=H flags=0x80000 v1=1         -> EINVAL
# case: slot1.flags=bit20
slot A:0 gpa=0x100000 size=16p hva=H flags=0x100000 v1=1        -> EINVAL
# case: slot1.flags=bit21
slot A:0 gpa=0x100000 size=16p hva=H flags=0x200000 v1=1        -> EINVAL
# case: slot1.flags=bit22
slot A:0 gpa=0x100000 size=16p hva=H flags=0x400000 v1=1        -> EINVAL
# case: slot1.flags=bit23
slot A:0 gpa=0x100000 size=16p hva=H flags=0x800000 v1=1        -> EINVAL
# case: slot1.flags=bit28
slot A:0 gpa=0x100000 size=16p hva=H flags=0x10000000 v1=1      -> EINVAL
# case: slot1.flags=bit29
slot A:0 gpa=0x100000 size=16p hva=H flags=0x20000000 v1=1      -> EINVAL
# case: slot1.flags=bit30
slot A:0 gpa=0x100000 size=16p hva=H flags=0x40000000 v1=1      -> EINVAL
# case: slot1.flags=bit31
slot A:0 gpa=0x100000 size=16p hva=H flags=0x80000000 v1=1      -> EINVAL

# case: slot2.F0.flags=0x0
slot A:0 gpa=0x100000 size=16p hva=H memfd=F0 flags=0x0         -> 0
slot A:0 delete                                                 -> 0
# case: slot2.F0.flags=0x3
slot A:0 gpa=0x100000 size=16p hva=H memfd=F0 flags=0x3         -> 0
slot A:0 delete                                                 -> 0
# case: slot2.F0.flags=0x5
slot A:0 gpa=0x100000 size=16p hva=H memfd=F0 flags=0x5         -> EINVAL
# case: slot2.F0.flags=0x7
slot A:0 gpa=0x100000 size=16p hva=H memfd=F0 flags=0x7         -> EINVAL
slot A:0 gpa=0x100000 size=16p hva=H memfd=F3 flags=0x3         -> 0
slot A:0 delete                                                 -> 0
slot A:0 gpa=0x100000 size=16p hva=H memfd=F3 flags=0x6         -> EINVAL
slot A:0 gpa=0x100000 size=16p hva=H memfd=F3 flags=0xffffffff  -> EINVAL

# case: slot1.flags=0x0
slot A:0 gpa=0x100000 size=16p hva=H flags=0x0 v1=1             -> 0
slot A:0 delete                                                 -> 0
# case: slot1.flags=0x3
slot A:0 gpa=0x100000 size=16p hva=H flags=0x3 v1=1             -> 0
slot A:0 delete                                                 -> 0
# case: slot1.flags=0x6
slot A:0 gpa=0x100000 size=16p hva=H flags=0x6 v1=1             -> EINVAL
# case: slot1.flags=0x7
slot A:0 gpa=0x100000 size=16p hva=H flags=0x7 v1=1             -> EINVAL
# case: slot1.flags=0xffffffff
slot A:0 gpa=0x100000 size=16p hva=H flags=0xffffffff v1=1      -> EINVAL
