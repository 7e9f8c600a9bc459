# The first users: a software-protected VM, private memory in the file, shared memory
# behind userspace_addr, no host mapping.
profile 6.12

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=4p                                -> 0
mmap H anon len=4p                                  -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
attributes P gpa=0x100000 size=4p private           -> 0
guest P.0 write 0x100000 0x11 private               -> ok
guest P.0 read 0x101000 private                     -> 0
load H                                              -> 0
resident M                                          -> pages=0,1
fallocate M off=0 len=4p mode=keep_size|punch_hole  -> 0
guest P.0 read 0x100000 private                     -> 0
# A range of the file that is taken is EINVAL (BIND-5).
slot P:1 gpa=0x800000 size=1p memfd=M               -> EINVAL
invariants                                          -> ok
