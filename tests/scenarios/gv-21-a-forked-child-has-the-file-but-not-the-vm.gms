# GV-21, IOCTL-1, IOCTL-5, MMAP-7, MMAP-8: a child inherits the descriptors and the
# mapping. What the VM's descriptor offers is refused, what the file's offers is not.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=16p flags=mmap|init_shared        -> 0
mmap H memfd=M len=16p                              -> 0
slot A:0 gpa=0x100000 size=4p memfd=M off=0         -> 0
store H 0x70                                        -> ok
guest A.0 read 0x100000                             -> 0x70
fork C                                              -> 0

memfd N vm=A size=1p flags=mmap|init_shared by=C    -> EIO
slot A:1 gpa=0x200000 size=4p memfd=M off=4p by=C   -> EIO
slot A:0 delete by=C                                -> EIO
vcpu A.1 by=C                                       -> EIO
guest A.0 read 0x100000 by=C                        -> EIO
check_extension A GUEST_MEMFD by=C                  -> EIO
check_extension system GUEST_MEMFD by=C             -> 1

load H by=C                                         -> 0x70
store H+1p 0x77 by=C                                -> ok
load H+1p                                           -> 0x77
guest A.0 read 0x101000                             -> 0x77
mmap K memfd=M len=16p by=C                         -> 0
load K+1p by=C                                      -> 0x77
fallocate M off=2p len=1p mode=keep_size by=C       -> 0
resident M                                          -> pages=0,1,2
fallocate M off=0 len=1p mode=keep_size|punch_hole by=C  -> 0
where A 0x100000                                    -> unmapped
load H                                              -> 0
guest A.0 read 0x100000                             -> 0
exit C                                              -> 0
invariants                                          -> ok
