# The first release with guest_memfd. Pages are zeroed when they are allocated
# (FALLOC-9), and the fault looks at the slot before the attribute (X86-FAULT-14).
profile 6.8

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=4p                                -> 0
mmap H anon len=4p                                  -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
fallocate M off=0 len=2p mode=keep_size             -> 0
guest P.0 write 0x100000 0x11                       -> ok
attributes P gpa=0x100000 size=4p private           -> 0
guest P.0 read 0x100000 private                     -> 0
guest P.0 write 0x101000 0x22 private               -> ok
guest P.0 read 0x200000                             -> MMIO
attributes P gpa=0x201000 size=1p private           -> 0
guest P.0 read 0x201000 private                     -> MEMORY_FAULT gpa=0x201000 flags=private errno=EFAULT
fallocate M off=0 len=4p mode=keep_size|punch_hole  -> 0
guest P.0 read 0x101000 private                     -> 0
slot P:0 delete                                     -> 0
load H                                              -> 0x11
invariants                                          -> ok
