# GETPOL-1 to GETPOL-4, MEMPOL-3: what get_mempolicy takes and tells. The policy of an
# address is never that of the process, which has one of its own. Asked of 7.2.
# profiles: 6.19 7.0 7.1 7.2 7.3

vm A                                           -> 0
memfd M vm=A size=4p flags=mmap|init_shared    -> 0
mmap H memfd=M len=8p                          -> 0
set_mempolicy bind nodes=1                     -> 0
get_mempolicy                                  -> bind nodes=1
get_mempolicy H                                -> default
get_mempolicy H+5                              -> default
get_mempolicy H flags=0                        -> EINVAL
get_mempolicy H flags=1                        -> EINVAL
get_mempolicy 0x10000                          -> EFAULT
get_mempolicy 0x10000 flags=node               -> EFAULT
get_mempolicy flags=8                          -> EINVAL
get_mempolicy flags=mems_allowed               -> nodes=0,1
get_mempolicy flags=mems_allowed|node          -> EINVAL
get_mempolicy H flags=mems_allowed             -> EINVAL
get_mempolicy H flags=4                        -> nodes=0,1

# The page is brought in.
resident M                                     -> pages=
get_mempolicy H flags=node                     -> node=1 nodes=none
resident M                                     -> pages=0
mbind H interleave nodes=0,1                   -> 0
get_mempolicy H flags=node                     -> node=1 nodes=0,1
get_mempolicy H+4p flags=node                  -> EFAULT
mmap E anon len=1p                             -> 0
get_mempolicy E flags=node                     -> node=0
store E 1                                      -> ok
get_mempolicy E flags=node                     -> node=1
memfd P vm=A size=1p flags=mmap                -> 0
mmap Y memfd=P len=1p                          -> 0
get_mempolicy Y flags=node                     -> EFAULT

# The mask must hold every node that may be.
get_mempolicy maxnode=1                        -> EINVAL
get_mempolicy maxnode=0                        -> EINVAL
get_mempolicy maxnode=2                        -> bind nodes=1
get_mempolicy maxnode=32769                    -> bind nodes=1
get_mempolicy maxnode=32770                    -> EINVAL
get_mempolicy flags=8 maxnode=0                -> EINVAL
