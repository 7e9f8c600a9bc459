# EXIT-5, X86-FAULT-25: KVM_RUN fails with EFAULT and fills no memory_fault. Measured.
# profiles: 6.12 6.18 7.2 7.3

vm A                                          -> 0
vcpu A.0                                      -> 0
mmap H anon len=4p                            -> 0
mmap R anon len=1p prot=r                     -> 0
slot A:0 gpa=0x100000 size=4p hva=H           -> 0
slot A:1 gpa=0x200000 size=1p hva=R           -> 0
slot A:2 gpa=0x300000 size=1p hva=none        -> 0
guest A.0 write 0x101000 0x11                 -> ok
munmap H off=1p len=1p                        -> 0
where A 0x101000                              -> unmapped
guest A.0 read 0x101000                       -> EFAULT
guest A.0 read 0x100000                       -> 0
guest A.0 read 0x200000                       -> 0
guest A.0 write 0x200000 1                    -> EFAULT
guest A.0 read 0x300000                       -> EFAULT
