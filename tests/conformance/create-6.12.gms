# KVM_CREATE_GUEST_MEMFD when no flag existed.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                       -> 0

# case: create(size=0x1000,flags=bit0)
memfd bit0 vm=A size=0x1000 flags=mmap                     -> EINVAL
# case: create(size=0x1000,flags=bit1)
memfd bit1 vm=A size=0x1000 flags=init_shared              -> EINVAL
# case: create(size=0x1000,flags=bit2)
memfd bit2 vm=A size=0x1000 flags=0x4                      -> EINVAL
# case: create(size=0x1000,flags=bit3)
memfd bit3 vm=A size=0x1000 flags=0x8                      -> EINVAL
# case: create(size=0x1000,flags=bit4)
memfd bit4 vm=A size=0x1000 flags=0x10                     -> EINVAL
# case: create(size=0x1000,flags=bit5)
memfd bit5 vm=A size=0x1000 flags=0x20                     -> EINVAL
# case: create(size=0x1000,flags=bit10)
memfd bit10 vm=A size=0x1000 flags=0x400                   -> EINVAL
# case: create(size=0x1000,flags=bit11)
memfd bit11 vm=A size=0x1000 flags=0x800                   -> EINVAL
# case: create(size=0x1000,flags=bit12)
memfd bit12 vm=A size=0x1000 flags=0x1000                  -> EINVAL
# case: create(size=0x1000,flags=bit13)
memfd bit13 vm=A size=0x1000 flags=0x2000                  -> EINVAL
# case: create(size=0x1000,flags=bit14)
memfd bit14 vm=A size=0x1000 flags=0x4000                  -> EINVAL
# case: create(size=0x1000,flags=bit15)
memfd bit15 vm=A size=0x1000 flags=0x8000                  -> EINVAL
# case: create(size=0x1000,flags=bit19)
memfd bit19 vm=A size=0x1000 flags=0x80000                 -> EINVAL
# case: create(size=0x1000,flags=bit23)
memfd bit23 vm=A size=0x1000 flags=0x800000                -> EINVAL
# case: create(size=0x1000,flags=bit27)
memfd bit27 vm=A size=0x1000 flags=0x8000000               -> EINVAL
# case: create(size=0x1000,flags=bit32)
memfd bit32 vm=A size=0x1000 flags=0x100000000             -> EINVAL
# case: create(size=0x1000,flags=bit33)
memfd bit33 vm=A size=0x1000 flags=0x200000000             -> EINVAL
# case: create(size=0x1000,flags=bit35)
memfd bit35 vm=A size=0x1000 flags=0x800000000             -> EINVAL
# case: create(size=0x1000,flags=bit36)
memfd bit36 vm=A size=0x1000 flags=0x1000000000            -> EINVAL
# case: create(size=0x1000,flags=bit37)
memfd bit37 vm=A size=0x1000 flags=0x2000000000            -> EINVAL
# case: create(size=0x1000,flags=bit44)
memfd bit44 vm=A size=0x1000 flags=0x100000000000          -> EINVAL
# case: create(size=0x1000,flags=bit45)
memfd bit45 vm=A size=0x1000 flags=0x200000000000          -> EINVAL
# case: create(size=0x1000,flags=bit46)
memfd bit46 vm=A size=0x1000 flags=0x400000000000          -> EINVAL
# case: create(size=0x1000,flags=bit48)
memfd bit48 vm=A size=0x1000 flags=0x1000000000000         -> EINVAL
# case: create(size=0x1000,flags=bit57)
memfd bit57 vm=A size=0x1000 flags=0x200000000000000       -> EINVAL
# case: create(size=0x1000,flags=bit58)
memfd bit58 vm=A size=0x1000 flags=0x400000000000000       -> EINVAL
# case: create(size=0x1000,flags=bit59)
memfd bit59 vm=A size=0x1000 flags=0x800000000000000       -> EINVAL
# case: create(size=0x1000,flags=bit61)
memfd bit61 vm=A size=0x1000 flags=0x2000000000000000      -> EINVAL
# case: create(size=0x1000,flags=bit63)
memfd bit63 vm=A size=0x1000 flags=0x8000000000000000      -> EINVAL
# case: create(size=0x1000,flags=7)
memfd flags_7 vm=A size=0x1000 flags=mmap|init_shared|0x4  -> EINVAL

memfd s_0_F3 vm=A size=0x0                                 -> EINVAL
memfd s_fff_F3 vm=A size=0xfff                             -> EINVAL
memfd s_1000_F3 vm=A size=0x1000                           -> 0
# case: create(size=0x1fff,flags=0)
memfd s_1fff_F0 vm=A size=0x1fff                           -> EINVAL
memfd s_1fff_F3 vm=A size=0x1fff                           -> EINVAL
memfd s_2000_F3 vm=A size=0x2000                           -> 0
memfd s_200000_F3 vm=A size=0x200000                       -> 0
# case: create(size=0x201000,flags=0)
memfd s_201000_F0 vm=A size=0x201000                       -> 0
memfd s_201000_F3 vm=A size=0x201000                       -> 0
# case: create(size=0x40000000,flags=0)
memfd s_40000000_F0 vm=A size=0x40000000                   -> 0
# case: create(size=0x10000000000,flags=0)
memfd s_10000000000_F0 vm=A size=0x10000000000             -> 0
# case: create(size=0x10000000800,flags=0)
memfd s_10000000800_F0 vm=A size=0x10000000800             -> EINVAL
# case: create(size=0x10000000000000,flags=0)
memfd s_10000000000000_F0 vm=A size=0x10000000000000       -> 0
# case: create(size=0x4000000000000000,flags=0)
memfd s_4000000000000000_F0 vm=A size=0x4000000000000000   -> 0
memfd s_4000000000000000_F3 vm=A size=0x4000000000000000   -> 0
# case: create(size=0x7ffffffffffff000,flags=0)
memfd s_7ffffffffffff000_F0 vm=A size=0x7ffffffffffff000   -> 0
# case: create(size=0x8000000000001000,flags=0)
memfd s_8000000000001000_F0 vm=A size=0x8000000000001000   -> EINVAL
