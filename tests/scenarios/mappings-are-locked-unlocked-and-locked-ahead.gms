# MADV-5, MLOCK-1 to MLOCK-3, as measured on 6.18.44.

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p                        -> 0
mlock H len=1p flags=0                        -> 0
mlock H len=4p flags=onfault                  -> 0
mincore H                                     -> pages=0
smaps H                                       -> len=16K flags=rd|wr|sh|mr|mw|ms|lo|lf|sd
mlock H len=1p flags=2                        -> EINVAL
mlock H off=1 len=1p flags=3                  -> EINVAL
mlock H off=1 len=1p                          -> 0
smaps H                                       -> len=8K flags=rd|wr|sh|mr|mw|ms|lo|sd
mlock H len=0                                 -> 0
mlock H len=0xffffffffffffffff                -> 0
mlock H len=0xfffffffffffff000                -> EINVAL
munlock H                                     -> 0
munlock H                                     -> 0
munlock H off=1 len=1p                        -> 0
munlock H len=0xffffffffffffffff              -> 0
munlock H len=0xfffffffffffff000              -> EINVAL
smaps H                                       -> len=64K flags=rd|wr|sh|mr|mw|ms|sd
mlock H                                       -> 0
munmap H off=1p len=1p                        -> 0
munlock H len=4p                              -> ENOMEM
madvise H dontneed len=1p                     -> 0
madvise H dontneed off=2p len=1p              -> EINVAL
mmap N memfd=M len=4p prot=none               -> 0
mlock N                                       -> ENOMEM
memfd F1 vm=A size=16p flags=mmap             -> 0
mmap H1 memfd=F1 len=16p                      -> 0
mlock H1                                      -> ENOMEM
munlock H1                                    -> 0
mlock H1 flags=onfault                        -> 0

mlockall flags=0                              -> EINVAL
mlockall flags=onfault                        -> EINVAL
mlockall flags=8                              -> EINVAL
munlockall                                    -> 0
smaps H1                                      -> flags=rd|wr|sh|mr|mw|ms|sd
memfd M2 vm=A size=4p flags=mmap|init_shared  -> 0
mmap H2 memfd=M2 len=8p                       -> 0
mlockall flags=current                        -> 0
smaps H1                                      -> flags=rd|wr|sh|mr|mw|ms|lo|sd
mincore H2                                    -> pages=0,1,2,3
munlockall                                    -> 0

memfd M3 vm=A size=4p flags=mmap|init_shared  -> 0
mlockall flags=future                         -> 0
smaps H2                                      -> flags=rd|wr|sh|mr|mw|ms|sd
mmap H3 memfd=M3 len=4p                       -> 0
smaps H3                                      -> flags=rd|wr|sh|mr|mw|ms|lo|sd
resident M3                                   -> pages=0,1,2,3
mlockall flags=future|onfault                 -> 0
memfd M4 vm=A size=4p flags=mmap|init_shared  -> 0
mmap H4 memfd=M4 len=4p                       -> 0
smaps H4                                      -> flags=rd|wr|sh|mr|mw|ms|lo|lf|sd
resident M4                                   -> pages=
# Without FUTURE the order is over.
mlockall flags=current|onfault                -> 0
mmap H5 memfd=M4 len=4p                       -> 0
smaps H5                                      -> flags=rd|wr|sh|mr|mw|ms|sd
munlockall                                    -> 0
mmap H6 memfd=M4 len=4p flags=shared|locked   -> 0
resident M4                                   -> pages=0,1,2,3
