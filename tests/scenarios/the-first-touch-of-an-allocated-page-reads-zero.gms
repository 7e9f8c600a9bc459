# FOLIO-3, FALLOC-9, INV-13: fallocate allocates but does not zero; whoever touches the
# page first, guest or host, does.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
slot A:0 gpa=0x100000 size=4p memfd=M         -> 0
fallocate M off=0 len=4p mode=keep_size       -> 0
resident M                                    -> pages=0,1,2,3
guest A.0 read 0x100000                       -> 0
load H+1p                                     -> 0
guest A.0 write 0x102000 0x22                 -> ok
load H+2p                                     -> 0x22
load H+0x2008                                 -> 0
# Allocating again leaves what is there (INV-32).
fallocate M off=0 len=4p mode=keep_size       -> 0
load H+2p                                     -> 0x22
invariants                                    -> ok
