# KVM_CREATE_GUEST_MEMFD: which flags and sizes are accepted.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18.44 and 7.2.13 on
# x86-64 gave the same answer to every case in this file. "case:" names the case
# as that program prints it; the line below it is the case.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

# Flags, one bit at a time (CREATE-1). MMAP and INIT_SHARED exist, and a default
# VM supports both; every other bit, up to the last of the 64, is refused.

# case: create(size=0x1000,flags=bit0)
memfd bit0 vm=A size=0x1000 flags=mmap                     -> 0
# case: create(size=0x1000,flags=bit1)
memfd bit1 vm=A size=0x1000 flags=init_shared              -> 0
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

# Sizes (CREATE-2). The size is a signed 64-bit number of bytes: it must be
# positive and a whole number of pages. Nothing is reserved, so the largest
# such number is as good as one page. F0 and F3 do not differ.

# case: create(size=0x0,flags=3)
memfd s_0_F3 vm=A size=0x0 flags=mmap|init_shared                                -> EINVAL
# case: create(size=0xfff,flags=3)
memfd s_fff_F3 vm=A size=0xfff flags=mmap|init_shared                            -> EINVAL
# case: create(size=0x1000,flags=3)
memfd s_1000_F3 vm=A size=0x1000 flags=mmap|init_shared                          -> 0
# case: create(size=0x1fff,flags=0)
memfd s_1fff_F0 vm=A size=0x1fff                                                 -> EINVAL
# case: create(size=0x1fff,flags=3)
memfd s_1fff_F3 vm=A size=0x1fff flags=mmap|init_shared                          -> EINVAL
# case: create(size=0x2000,flags=3)
memfd s_2000_F3 vm=A size=0x2000 flags=mmap|init_shared                          -> 0
# case: create(size=0x200000,flags=3)
memfd s_200000_F3 vm=A size=0x200000 flags=mmap|init_shared                      -> 0
# case: create(size=0x201000,flags=0)
memfd s_201000_F0 vm=A size=0x201000                                             -> 0
# case: create(size=0x201000,flags=3)
memfd s_201000_F3 vm=A size=0x201000 flags=mmap|init_shared                      -> 0
# case: create(size=0x40000000,flags=0)
memfd s_40000000_F0 vm=A size=0x40000000                                         -> 0
# case: create(size=0x10000000000,flags=0)
memfd s_10000000000_F0 vm=A size=0x10000000000                                   -> 0
# case: create(size=0x10000000800,flags=0)
memfd s_10000000800_F0 vm=A size=0x10000000800                                   -> EINVAL
# case: create(size=0x10000000000000,flags=0)
memfd s_10000000000000_F0 vm=A size=0x10000000000000                             -> 0
# case: create(size=0x4000000000000000,flags=0)
memfd s_4000000000000000_F0 vm=A size=0x4000000000000000                         -> 0
# case: create(size=0x4000000000000000,flags=3)
memfd s_4000000000000000_F3 vm=A size=0x4000000000000000 flags=mmap|init_shared  -> 0
# case: create(size=0x7ffffffffffff000,flags=0)
memfd s_7ffffffffffff000_F0 vm=A size=0x7ffffffffffff000                         -> 0
# case: create(size=0x8000000000001000,flags=0)
memfd s_8000000000001000_F0 vm=A size=0x8000000000001000                         -> EINVAL
# case: create(size=0x8000000000001000,flags=3)
memfd s_8000000000001000_F3 vm=A size=0x8000000000001000 flags=mmap|init_shared  -> EINVAL
# case: create(size=0xfffffffffffff000,flags=3)
memfd s_fffffffffffff000_F3 vm=A size=0xfffffffffffff000 flags=mmap|init_shared  -> EINVAL
