# MEMPOL-1, MEMPOL-5: whoever brings a page of the file in, it comes from where the
# file's policy says: a store of the host, fallocate, MADV_POPULATE, a vCPU, prefault.
# What has no policy follows the process; what is there already follows nothing.
# profiles: 6.19 7.0 7.1 7.2 7.3

vm A                                           -> 0
vcpu A.0                                       -> 0
memfd M vm=A size=16p flags=mmap|init_shared   -> 0
slot A:0 gpa=0 size=16p memfd=M                -> 0
mmap H memfd=M len=16p                         -> 0
mbind H bind nodes=1 len=8p                    -> 0
munmap H off=4p                                -> 0

store H 1                                      -> ok
node M off=0                                   -> node=1
madvise H populate_write off=1p len=1p         -> 0
node M off=1p                                  -> node=1
fallocate M off=2p len=1p mode=keep_size       -> 0
node M off=2p                                  -> node=1
guest A.0 write 0x3000 1                       -> ok
node M off=3p                                  -> node=1
prefault A.0 gpa=0x4000 size=1p                -> 0
node M off=4p                                  -> node=1

set_mempolicy preferred nodes=1                -> 0
guest A.0 write 0x8000 1                       -> ok
node M off=8p                                  -> node=1
set_mempolicy preferred nodes=0                -> 0
guest A.0 write 0x9000 1                       -> ok
node M off=9p                                  -> node=0
guest A.0 write 0x5000 1                       -> ok
node M off=5p                                  -> node=1
node M off=10p                                 -> ENOENT
close M                                        -> 0
node M off=0                                   -> EBADF
