# mmap of a guest_memfd file: which protections, types, lengths and offsets.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18.44 and 7.2.13 on
# x86-64 gave the same answer to every case in this file. "case:" names the case
# as that program prints it; the line below it is the case.
#
# F0 to F3 are files of 16 pages (0x10000 bytes) whose create flags are that
# number: bit 0 is MMAP, bit 1 is INIT_SHARED.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                               -> 0
memfd F0 vm=A size=0x10000                         -> 0
memfd F1 vm=A size=0x10000 flags=mmap              -> 0
memfd F2 vm=A size=0x10000 flags=init_shared       -> 0
memfd F3 vm=A size=0x10000 flags=mmap|init_shared  -> 0

# A file without MMAP cannot be mapped at all: ENODEV (MMAP-4). Asking for
# PROT_EXEC is EPERM first, for any file and any type (MMAP-3). A mapping that is
# neither shared nor private is EINVAL before the file is asked.

# case: mmap.F0(R,SHARED,len=0x10000,off=0)
mmap F0_R_SHARED memfd=F0 len=0x10000 prot=r flags=shared               -> ENODEV
# case: mmap.F0(W,SHARED,len=0x10000,off=0)
mmap F0_W_SHARED memfd=F0 len=0x10000 prot=w flags=shared               -> ENODEV
# case: mmap.F0(X,SHARED,len=0x10000,off=0)
mmap F0_X_SHARED memfd=F0 len=0x10000 prot=x flags=shared               -> EPERM
# case: mmap.F0(RX,SHARED,len=0x10000,off=0)
mmap F0_RX_SHARED memfd=F0 len=0x10000 prot=rx flags=shared             -> EPERM
# case: mmap.F0(RWX,SHARED,len=0x10000,off=0)
mmap F0_RWX_SHARED memfd=F0 len=0x10000 prot=rwx flags=shared           -> EPERM
# case: mmap.F0(NONE,PRIVATE,len=0x10000,off=0)
mmap F0_NONE_PRIVATE memfd=F0 len=0x10000 prot=none flags=private       -> ENODEV
# case: mmap.F0(R,PRIVATE,len=0x10000,off=0)
mmap F0_R_PRIVATE memfd=F0 len=0x10000 prot=r flags=private             -> ENODEV
# case: mmap.F0(RW,PRIVATE,len=0x10000,off=0)
mmap F0_RW_PRIVATE memfd=F0 len=0x10000 prot=rw flags=private           -> ENODEV
# case: mmap.F0(X,PRIVATE,len=0x10000,off=0)
mmap F0_X_PRIVATE memfd=F0 len=0x10000 prot=x flags=private             -> EPERM
# case: mmap.F0(RX,PRIVATE,len=0x10000,off=0)
mmap F0_RX_PRIVATE memfd=F0 len=0x10000 prot=rx flags=private           -> EPERM
# case: mmap.F0(RW,SHARED_VALIDATE,len=0x10000,off=0)
mmap F0_RW_VALIDATE memfd=F0 len=0x10000 prot=rw flags=shared_validate  -> ENODEV
# case: mmap.F0(RW,0,len=0x10000,off=0)
mmap F0_RW_0 memfd=F0 len=0x10000 prot=rw flags=0                       -> EINVAL

# MMAP alone makes the file mappable, shared only, never executable.

# case: mmap.F1(R,SHARED,len=0x10000,off=0)
mmap F1_R_SHARED memfd=F1 len=0x10000 prot=r flags=shared               -> 0
# case: mmap.F1(RW,SHARED,len=0x10000,off=0)
mmap F1_RW_SHARED memfd=F1 len=0x10000 prot=rw flags=shared             -> 0
# case: mmap.F1(X,SHARED,len=0x10000,off=0)
mmap F1_X_SHARED memfd=F1 len=0x10000 prot=x flags=shared               -> EPERM
# case: mmap.F1(RX,SHARED,len=0x10000,off=0)
mmap F1_RX_SHARED memfd=F1 len=0x10000 prot=rx flags=shared             -> EPERM
# case: mmap.F1(RWX,PRIVATE,len=0x10000,off=0)
mmap F1_RWX_PRIVATE memfd=F1 len=0x10000 prot=rwx flags=private         -> EPERM
# case: mmap.F1(RW,SHARED_VALIDATE,len=0x10000,off=0)
mmap F1_RW_VALIDATE memfd=F1 len=0x10000 prot=rw flags=shared_validate  -> 0
# case: mmap.F1(RW,0,len=0x10000,off=0)
mmap F1_RW_0 memfd=F1 len=0x10000 prot=rw flags=0                       -> EINVAL

# INIT_SHARED alone does not: it says who may touch the pages, not who may map them.

# case: mmap.F2(W,SHARED,len=0x10000,off=0)
mmap F2_W_SHARED memfd=F2 len=0x10000 prot=w flags=shared               -> ENODEV
# case: mmap.F2(NONE,PRIVATE,len=0x10000,off=0)
mmap F2_NONE_PRIVATE memfd=F2 len=0x10000 prot=none flags=private       -> ENODEV
# case: mmap.F2(R,PRIVATE,len=0x10000,off=0)
mmap F2_R_PRIVATE memfd=F2 len=0x10000 prot=r flags=private             -> ENODEV
# case: mmap.F2(RWX,PRIVATE,len=0x10000,off=0)
mmap F2_RWX_PRIVATE memfd=F2 len=0x10000 prot=rwx flags=private         -> EPERM
# case: mmap.F2(RW,SHARED_VALIDATE,len=0x10000,off=0)
mmap F2_RW_VALIDATE memfd=F2 len=0x10000 prot=rw flags=shared_validate  -> ENODEV

# Both. MAP_PRIVATE is EINVAL whatever the protection (MMAP-5).

# case: mmap.F3(NONE,SHARED,len=0x10000,off=0)
mmap F3_NONE_SHARED memfd=F3 len=0x10000 prot=none flags=shared         -> 0
# case: mmap.F3(X,SHARED,len=0x10000,off=0)
mmap F3_X_SHARED memfd=F3 len=0x10000 prot=x flags=shared               -> EPERM
# case: mmap.F3(RWX,SHARED,len=0x10000,off=0)
mmap F3_RWX_SHARED memfd=F3 len=0x10000 prot=rwx flags=shared           -> EPERM
# case: mmap.F3(NONE,PRIVATE,len=0x10000,off=0)
mmap F3_NONE_PRIVATE memfd=F3 len=0x10000 prot=none flags=private       -> EINVAL
# case: mmap.F3(R,PRIVATE,len=0x10000,off=0)
mmap F3_R_PRIVATE memfd=F3 len=0x10000 prot=r flags=private             -> EINVAL
# case: mmap.F3(W,PRIVATE,len=0x10000,off=0)
mmap F3_W_PRIVATE memfd=F3 len=0x10000 prot=w flags=private             -> EINVAL
# case: mmap.F3(X,PRIVATE,len=0x10000,off=0)
mmap F3_X_PRIVATE memfd=F3 len=0x10000 prot=x flags=private             -> EPERM
# case: mmap.F3(RX,PRIVATE,len=0x10000,off=0)
mmap F3_RX_PRIVATE memfd=F3 len=0x10000 prot=rx flags=private           -> EPERM
# case: mmap.F3(RW,SHARED_VALIDATE,len=0x10000,off=0)
mmap F3_RW_VALIDATE memfd=F3 len=0x10000 prot=rw flags=shared_validate  -> 0
# case: mmap.F3(RW,0,len=0x10000,off=0)
mmap F3_RW_0 memfd=F3 len=0x10000 prot=rw flags=0                       -> EINVAL

# Other MAP_ flags. MAP_SHARED drops what it does not know or need; MAP_SHARED_VALIDATE
# refuses MAP_SYNC, which needs a file that supports it (MMAP-2). MAP_GROWSDOWN is for
# anonymous memory. A descriptor given with MAP_ANONYMOUS is not looked at.

# case: mmap.F1(RW,SHARED|NONBLOCK)
mmap F1_RW_SHARED_NONBLOCK memfd=F1 len=0x10000 prot=rw flags=shared|nonblock     -> 0
# case: mmap.F1(RW,SHARED|GROWSDOWN)
mmap F1_RW_SHARED_GROWSDOWN memfd=F1 len=0x10000 prot=rw flags=shared|growsdown   -> EINVAL
# case: mmap.F1(RW,SHARED_VALIDATE|SYNC)
mmap F1_RW_VALIDATE_SYNC memfd=F1 len=0x10000 prot=rw flags=shared_validate|sync  -> EOPNOTSUPP
# case: mmap.F3(RW,SHARED|POPULATE)
mmap F3_RW_SHARED_POPULATE memfd=F3 len=0x10000 prot=rw flags=shared|populate     -> 0
# case: mmap.F3(RW,SHARED|NONBLOCK)
mmap F3_RW_SHARED_NONBLOCK memfd=F3 len=0x10000 prot=rw flags=shared|nonblock     -> 0
# case: mmap.F3(RW,SHARED|GROWSDOWN)
mmap F3_RW_SHARED_GROWSDOWN memfd=F3 len=0x10000 prot=rw flags=shared|growsdown   -> EINVAL
# case: mmap.F3(RW,SHARED_VALIDATE|SYNC)
mmap F3_RW_VALIDATE_SYNC memfd=F3 len=0x10000 prot=rw flags=shared_validate|sync  -> EOPNOTSUPP
# case: mmap.F3(RW,SHARED|ANONYMOUS)
mmap F3_RW_SHARED_ANONYMOUS memfd=F3 len=0x10000 prot=rw flags=shared|anonymous   -> 0

# Lengths and offsets. Only the arithmetic is checked (MMAP-1): a mapping may lie
# partly or wholly behind the end of the file (MMAP-6); touching it is what fails.
# PROT_READ|PROT_WRITE and MAP_SHARED, the defaults of `mmap` here.

# case: mmap.F3(RW,SHARED,len=0x0,off=0x0)
mmap F3_0_at_0 memfd=F3 len=0x0                                              -> EINVAL
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x1)
mmap F3_1000_at_1 memfd=F3 len=0x1000 off=0x1                                -> EINVAL
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x800)
mmap F3_1000_at_800 memfd=F3 len=0x1000 off=0x800                            -> EINVAL
# case: mmap.F3(RW,SHARED,len=0x1000,off=0xf000)
mmap F3_1000_at_f000 memfd=F3 len=0x1000 off=0xf000                          -> 0
# case: mmap.F3(RW,SHARED,len=0x2000,off=0xf000)
mmap F3_2000_at_f000 memfd=F3 len=0x2000 off=0xf000                          -> 0
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x10000)
mmap F3_1000_at_10000 memfd=F3 len=0x1000 off=0x10000                        -> 0
# case: mmap.F3(RW,SHARED,len=0x20000,off=0x0)
mmap F3_20000_at_0 memfd=F3 len=0x20000                                      -> 0
# case: mmap.F3(RW,SHARED,len=0x40000000,off=0x0)
mmap F3_40000000_at_0 memfd=F3 len=0x40000000                                -> 0
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x10000000000)
mmap F3_1000_at_10000000000 memfd=F3 len=0x1000 off=0x10000000000            -> 0
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x4000000000000000)
mmap F3_1000_at_4000000000000000 memfd=F3 len=0x1000 off=0x4000000000000000  -> 0
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x7ffffffffffff000)
mmap F3_1000_at_7ffffffffffff000 memfd=F3 len=0x1000 off=0x7ffffffffffff000  -> EOVERFLOW
# case: mmap.F3(RW,SHARED,len=0x1000,off=0x8000000000000000)
mmap F3_1000_at_8000000000000000 memfd=F3 len=0x1000 off=0x8000000000000000  -> EOVERFLOW
# case: mmap.F3(RW,SHARED,len=0x1000,off=0xfffffffffffff000)
mmap F3_1000_at_fffffffffffff000 memfd=F3 len=0x1000 off=0xfffffffffffff000  -> EOVERFLOW

# An address that the caller chose; what lay there gives way.

mmap reserved anon len=0x10000                                               -> 0
# case: mmap.F3.FIXED
mmap F3_FIXED memfd=F3 len=0x10000 addr=reserved flags=shared|fixed          -> 0
