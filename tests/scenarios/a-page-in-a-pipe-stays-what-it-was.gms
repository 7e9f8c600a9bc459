# HZ-10, MADV-7, PIPE-3: vmsplice puts the page into the pipe. It shows what is written to
# it there and in the file; a hole, the end of the file and of the process leave it alone.

vm A                                        -> 0
vcpu A.0                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap H memfd=M len=4p                       -> 0
mmap B anon len=4p                          -> 0
slot A:0 gpa=0 size=4p memfd=M              -> 0
open P pipe                                 -> 0
store H 0x70                                -> ok
vmsplice P H len=8                          -> 8
store H 0x71                                -> ok
guest A.0 write 8 0x72                      -> ok
vmsplice P H+8 len=8                        -> 8
fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
invariants                                  -> ok
load H                                      -> 0
store H 0x79                                -> ok
read P len=8 buf=B                          -> 8
load B                                      -> 0x71
read P len=8 buf=B                          -> 8
load B                                      -> 0x72

fork C                                      -> 0
store H+1p 0x73 by=C                        -> ok
vmsplice P H+1p len=8 by=C                  -> 8
vmsplice P H+2p len=1p by=C                 -> 4096
exit C                                      -> 0
invariants                                  -> ok
slot A:0 delete                             -> 0
munmap H                                    -> 0
close M                                     -> 0
invariants                                  -> ok
read P len=8 buf=B                          -> 8
load B                                      -> 0x73
# What is left in it goes with the pipe.
close P                                     -> 0
invariants                                  -> ok
