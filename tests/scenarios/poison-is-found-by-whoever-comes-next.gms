# HFAULT-5, X86-FAULT-35, MADV-9: a first host access to a poisoned page; a guest that
# reaches one through userspace_addr, which is a signal and no exit; and poisoning by
# madvise, which brings the page in first.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
fallocate M off=0 len=1p mode=keep_size             -> 0
poison M off=0                                      -> EBUSY
load H                                              -> SIGBUS code=BUS_MCEERR_AR
# A reference by the kernel is EFAULT, unless it asks to be told of poison (HFAULT-8).
gup H                                               -> EFAULT
madvise H populate_read off=0 len=1p                -> EHWPOISON

slot A:0 gpa=0x200000 size=4p hva=H                 -> 0
guest A.0 read 0x201000                             -> 0
guest A.0 read 0x200000                             -> SIGBUS code=BUS_MCEERR_AR

madvise H hwpoison off=2p len=1p                    -> EBUSY
load H+2p                                           -> SIGBUS code=BUS_MCEERR_AR
resident M                                          -> pages=0,1,2
invariants                                          -> ok
