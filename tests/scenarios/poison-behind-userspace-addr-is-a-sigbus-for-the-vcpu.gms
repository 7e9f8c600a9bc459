# POISON-8, POISON-9: anonymous memory; measured on 7.2.13 up to the guest's access.
vm A                                                -> 0
vcpu A.0                                            -> 0
mmap P anon len=2p                                  -> 0
slot A:0 gpa=0x100000 size=2p hva=P                 -> 0
store P 1                                           -> ok
store P+1p 2                                        -> ok
guest A.0 read 0x100000                             -> 1
madvise P hwpoison off=0 len=1p                     -> 0 signal=BUS_MCEERR_AR
where A 0x100000                                    -> unmapped
load P                                              -> SIGBUS code=BUS_MCEERR_AR
madvise P hwpoison off=0 len=1p                     -> EFAULT
guest A.0 read 0x100000                             -> SIGBUS code=BUS_MCEERR_AR
guest A.0 read 0x101000                             -> 2
munmap P off=0 len=1p                               -> 0
guest A.0 read 0x100000                             -> EFAULT
invariants                                          -> ok
