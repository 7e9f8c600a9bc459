# MSYNC-1 to MSYNC-3, as measured on 6.18.44.

vm A  -> 0
memfd M vm=A size=8p flags=mmap|init_shared   -> 0
mmap H memfd=M len=8p                         -> 0
msync H                                       -> 0
msync H flags=async                           -> 0
msync H flags=invalidate                      -> 0
msync H flags=async|invalidate                -> 0
msync H flags=sync                            -> EINVAL
msync H flags=async|sync len=0                -> EINVAL
msync H flags=8 len=0                         -> EINVAL
msync H flags=sync len=0                      -> 0
msync H flags=sync off=1 len=0                -> EINVAL
msync H flags=async len=0xfffffffffffff000    -> ENOMEM
msync H flags=sync len=0xffffffffffffffff     -> 0
munmap H off=2p len=1p                        -> 0
msync H flags=async                           -> ENOMEM
msync H flags=async len=2p                    -> 0
msync H flags=async off=2p len=1p             -> ENOMEM
msync H flags=sync off=2p len=1p              -> ENOMEM
msync H flags=sync                            -> EINVAL
mlock H len=1p                                -> 0
msync H flags=invalidate                      -> EBUSY
msync H flags=invalidate|sync                 -> EBUSY
msync H flags=async                           -> ENOMEM
mmap P anon len=4p                            -> 0
msync P flags=sync                            -> 0
mmap S anon len=4p flags=shared               -> 0
msync S flags=sync                            -> 0
