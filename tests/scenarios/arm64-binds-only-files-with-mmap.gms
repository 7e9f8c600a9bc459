# SLOT-20: on arm64 a guest_memfd slot must be GMEM_ONLY, that is, its file must have
# MMAP. Measured on 7.2.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                          -> 0
memfd F0 vm=A size=4p                         -> 0
memfd F1 vm=A size=4p flags=mmap              -> 0
memfd F2 vm=A size=4p flags=init_shared       -> 0
memfd F3 vm=A size=4p flags=mmap|init_shared  -> 0
slot A:0 gpa=0x100000 size=4p memfd=F0        -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=F2        -> EINVAL
# What was refused is not bound; what is bound is bound once.
slot A:0 gpa=0x100000 size=2p memfd=F1        -> 0
slot A:1 gpa=0x200000 size=4p memfd=F3        -> 0
slot A:2 gpa=0x300000 size=1p memfd=F1 off=2p flags=readonly -> EINVAL
slot A:2 gpa=0x300000 size=1p memfd=F1 off=2p flags=log_dirty -> EINVAL
# Beyond the 40 bits of guest physical address that a VM has by default: EFAULT.
slot A:2 gpa=0x10000000000 size=1p memfd=F1 off=2p -> EFAULT
invariants                                    -> ok
