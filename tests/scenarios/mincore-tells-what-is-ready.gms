# MINCORE-1: pages that a mapping shows or could show at once. A page that was only
# allocated is not ready before somebody touches it. As measured on 6.18.44.
# profiles: 6.18 7.2

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=20p                        -> 0
mmap G memfd=M off=1p len=4p                  -> 0
store H+1p 1                                  -> ok
fallocate M off=4p len=1p mode=keep_size      -> 0
resident M                                    -> pages=1,4
mincore H                                     -> pages=1
mincore G                                     -> pages=0
madvise H dontneed                            -> 0
mincore H                                     -> pages=1
load G+3p                                     -> 0
mincore H off=1p len=4p                       -> pages=0,3
mincore H len=0                               -> pages=
mincore H len=1                               -> pages=
fallocate M off=1p len=1p mode=keep_size|punch_hole  -> 0
mincore H                                     -> pages=4
poison M off=4p                               -> EBUSY
mincore H                                     -> pages=4
mincore H off=1                               -> EINVAL
mincore H len=0xffffffffffffffff              -> ENOMEM
mincore H len=21p                             -> ENOMEM
munmap H off=2p len=1p                        -> 0
mincore H                                     -> ENOMEM
mincore H len=2p                              -> pages=

# Of private memory only what is mapped can be found.
mmap P anon len=4p                            -> 0
store P 1                                     -> ok
load P+1p                                     -> 0
mincore P                                     -> pages=0,1
reclaim P                                     -> ok
mincore P                                     -> pages=1
mmap S anon len=4p flags=shared               -> 0
store S 1                                     -> ok
reclaim S                                     -> ok
mincore S                                     -> pages=0
mprotect S prot=none                          -> 0
mincore S                                     -> pages=0
