# Section 15, measured: the guest gets an exit with EHWPOISON, the host a SIGBUS of its
# own kind; punching the page is the cure.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
guest A.0 write 0x100000 0x11                       -> ok
load H                                              -> 0x11
guest A.0 write 0x101000 0x22                       -> ok

poison M off=0                                      -> EBUSY
where A 0x100000                                    -> unmapped
resident M                                          -> pages=0,1
guest A.0 read 0x100000                             -> MEMORY_FAULT gpa=0x100000 size=4K flags=0 errno=EHWPOISON
load H                                              -> SIGBUS code=BUS_MCEERR_AR
guest A.0 read 0x101000                             -> 0x22
# Allocating over it changes nothing (POISON-3); a second error is told (POISON-7).
fallocate M off=0 len=1p mode=keep_size             -> 0
poison M off=0                                      -> EHWPOISON
guest A.0 read 0x100000                             -> MEMORY_FAULT errno=EHWPOISON

fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
guest A.0 read 0x100000                             -> 0
invariants                                          -> ok
