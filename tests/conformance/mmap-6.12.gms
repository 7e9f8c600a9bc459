# No guest_memfd can be mapped: ENODEV, unless something is wrong before.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file, on a VM of the default type, which cannot bind a
# file. "case:" names the case as that program prints it, F3 included; the line below it
# is the case.
#
# profiles: 6.12 6.16

vm A                                                                         -> 0
memfd F0 vm=A size=0x10000                                                   -> 0
memfd F1 vm=A size=0x10000                                                   -> 0
memfd F2 vm=A size=0x10000                                                   -> 0
memfd F3 vm=A size=0x10000                                                   -> 0

# case: mmap.F0(R,SHARED,len=0x10000,off=0)
mmap F0_R_SHARED memfd=F0 len=0x10000 prot=r flags=shared                    -> ENODEV
# case: mmap.F0(W,SHARED,len=0x10000,off=0)
mmap F0_W_SHARED memfd=F0 len=0x10000 prot=w flags=shared                    -> ENODEV
# case: mmap.F0(NONE,PRIVATE,len=0x10000,off=0)
mmap F0_NONE_PRIVATE memfd=F0 len=0x10000 prot=none flags=private            -> ENODEV
# case: mmap.F0(R,PRIVATE,len=0x10000,off=0)
mmap F0_R_PRIVATE memfd=F0 len=0x10000 prot=r flags=private                  -> ENODEV
# case: mmap.F0(RW,PRIVATE,len=0x10000,off=0)
mmap F0_RW_PRIVATE memfd=F0 len=0x10000 prot=rw flags=private                -> ENODEV
# case: mmap.F0(RW,SHARED_VALIDATE,len=0x10000,off=0)
mmap F0_RW_VALIDATE memfd=F0 len=0x10000 prot=rw flags=shared_validate       -> ENODEV
# case: mmap.F0(RW,0,len=0x10000,off=0)
mmap F0_RW_0 memfd=F0 len=0x10000 prot=rw flags=0                            -> EINVAL

# case: mmap.F3(RW,SHARED,len=0x0,off=0x0)
mmap F3_0_at_0 memfd=F3 len=0x0                                              -> EINVAL
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x1)
mmap F3_1000_at_1 memfd=F3 len=0x1000 off=0x1                                -> EINVAL
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x800)
mmap F3_1000_at_800 memfd=F3 len=0x1000 off=0x800                            -> EINVAL
# case: mmap.F3(RW,SHARED,len=0x1000,off=0xf000)
mmap F3_1000_at_f000 memfd=F3 len=0x1000 off=0xf000                          -> ENODEV
# case: mmap.F3(RW,SHARED,len=0x2000,off=0xf000)
mmap F3_2000_at_f000 memfd=F3 len=0x2000 off=0xf000                          -> ENODEV
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x10000)
mmap F3_1000_at_10000 memfd=F3 len=0x1000 off=0x10000                        -> ENODEV
# case: mmap.F3(RW,SHARED,len=0x20000,off=0x0)
mmap F3_20000_at_0 memfd=F3 len=0x20000                                      -> ENODEV
# case: mmap.F3(RW,SHARED,len=0x40000000,off=0x0)
mmap F3_40000000_at_0 memfd=F3 len=0x40000000                                -> ENODEV
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x10000000000)
mmap F3_1000_at_10000000000 memfd=F3 len=0x1000 off=0x10000000000            -> ENODEV
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x4000000000000000)
mmap F3_1000_at_4000000000000000 memfd=F3 len=0x1000 off=0x4000000000000000  -> ENODEV
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x7ffffffffffff000)
mmap F3_1000_at_7ffffffffffff000 memfd=F3 len=0x1000 off=0x7ffffffffffff000  -> EOVERFLOW
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x8000000000000000)
mmap F3_1000_at_8000000000000000 memfd=F3 len=0x1000 off=0x8000000000000000  -> EOVERFLOW
# case: mmap.F3(RW,SHARED,len=0x1000,off=0xfffffffffffff000)
mmap F3_1000_at_fffffffffffff000 memfd=F3 len=0x1000 off=0xfffffffffffff000  -> EOVERFLOW

# The file is not mapped where it should be, nor anywhere.
mmap reserved anon len=0x10000                                       -> 0
# case: mmap.F3.FIXED
mmap F3_FIXED memfd=F3 len=0x10000 addr=reserved flags=shared|fixed  -> ENODEV
