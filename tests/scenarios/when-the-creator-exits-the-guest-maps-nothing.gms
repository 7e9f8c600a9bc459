# EXIT-MM-1, EXIT-MM-2, EXIT-MM-3, IOCTL-1: stage 2 goes with the memory of the
# creator, for good; the file lives on with a child that has it.

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap X anon len=4p                                  -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0 size=4p memfd=M                      -> 0
slot A:1 gpa=0x100000 size=4p hva=X                 -> 0
guest A.0 write 0 0xaa                              -> ok
guest A.0 write 0x100000 0xbb                       -> ok
fork C                                              -> 0
exit                                                -> 0
invariants                                          -> ok
where A 0 by=C                                      -> unmapped
where A 0x100000 by=C                               -> unmapped
guest A.0 read 0 by=C                               -> EIO
load H by=C                                         -> 0xaa
load X by=C                                         -> 0xbb
fallocate M off=0 len=1p mode=keep_size|punch_hole by=C  -> 0
load H by=C                                         -> 0
# EXIT-MM-4
load H                                              -> ESRCH
exit                                                -> ESRCH
exit C                                              -> 0
fork D by=C                                         -> ESRCH
load H by=D                                         -> ESRCH
invariants                                          -> ok
