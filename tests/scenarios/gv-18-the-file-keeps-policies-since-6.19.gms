# GV-18, MEMPOL-1, MEMPOL-3, MEMPOL-4, MEMPOL-7: since 6.19 mbind on a mapping of the
# file is kept in the file, page by page. Every mapping shows it, munmap does not take it
# away, and new pages lie where it says; old ones stay until they are punched.
# profiles: 6.19 7.0 7.1 7.2 7.3

vm A                                            -> 0
memfd M vm=A size=16p flags=mmap|init_shared    -> 0
mmap H memfd=M len=16p                          -> 0
mmap S memfd=M len=16p                          -> 0
get_mempolicy H                                 -> default
store H 1                                       -> ok
move_pages H                                    -> 0 status=0

mbind H interleave nodes=0,1 len=4p             -> 0
mbind H bind nodes=1 off=4p len=4p              -> 0
get_mempolicy H                                 -> interleave nodes=0,1
get_mempolicy S+3p                              -> interleave nodes=0,1
get_mempolicy S+4p                              -> bind nodes=1
get_mempolicy S+8p                              -> default
mbind H 999 nodes=0                             -> EINVAL
mbind H 7 nodes=0                               -> EINVAL

store H+4p 1                                    -> ok
load S+5p                                       -> 0
move_pages H+4p                                 -> 0 status=1
move_pages S+5p                                 -> 0 status=1

mbind H bind nodes=1 len=1p                     -> 0
move_pages H                                    -> 0 status=0
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
store H 2                                       -> ok
move_pages H                                    -> 0 status=1

mbind H default off=4p len=4p                   -> 0
get_mempolicy S+4p                              -> default
munmap H                                        -> 0
munmap S                                        -> 0
mmap T memfd=M off=1p len=1p                    -> 0
get_mempolicy T                                 -> interleave nodes=0,1

# A file that cannot be mapped cannot be given a policy; one that cannot be touched can.
memfd N vm=A size=2p                            -> 0
mmap X memfd=N len=2p                           -> ENODEV
mbind X bind nodes=1                            -> EINVAL
memfd P vm=A size=2p flags=mmap                 -> 0
mmap Y memfd=P len=2p                           -> 0
mbind Y bind nodes=1                            -> 0
load Y                                          -> SIGBUS
slot A:0 gpa=0 size=2p memfd=P                  -> 0
vcpu A.0                                        -> 0
guest A.0 write 0 1                             -> ok
node P off=0                                    -> node=1
invariants                                      -> ok
