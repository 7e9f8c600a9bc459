# MPOL-1 to MPOL-4, MBIND-1, MBIND-2: the mode with its flags comes first, then the mask,
# flags, alignment and range; an empty range is done before mode and mask are held
# against each other, and the mappings are looked at last. Asked of 6.18 and 7.2.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

mmap E anon len=6p                                          -> 0
mbind E 7                                                   -> EINVAL
mbind E bind nodes=0 mode_flags=static_nodes|relative_nodes -> EINVAL
mbind E interleave nodes=0 mode_flags=numa_balancing        -> EINVAL
mbind E bind nodes=0 mode_flags=numa_balancing              -> 0
get_mempolicy E                                             -> bind nodes=0 flags=numa_balancing
mbind E bind nodes=0 mode_flags=0x1000                      -> EINVAL

# Bits at and above maxnode - 1 do not count; a mask is at most a page long.
mbind E bind nodes=0 maxnode=1                              -> EINVAL
mbind E bind nodes=0 maxnode=2                              -> 0
mbind E bind nodes=0,1 maxnode=2                            -> 0
get_mempolicy E                                             -> bind nodes=0
mbind E bind nodes=0 maxnode=0                              -> EINVAL
mbind E bind nodes=0 maxnode=32769                          -> 0
mbind E bind nodes=0 maxnode=32770                          -> EINVAL
mbind E default maxnode=32770                               -> 0

mbind E default nodes=0                                     -> EINVAL
mbind E default mode_flags=static_nodes                     -> 0
mbind E local nodes=0                                       -> EINVAL
mbind E local mode_flags=relative_nodes                     -> EINVAL
mbind E local                                               -> 0
mbind E preferred mode_flags=static_nodes                   -> EINVAL
mbind E preferred                                           -> 0
get_mempolicy E                                             -> local
mbind E bind                                                -> EINVAL
mbind E interleave nodes=none                               -> EINVAL
mbind E preferred_many                                      -> EINVAL
mbind E weighted_interleave                                 -> EINVAL

# A node that the machine has not is left out; one must remain.
mbind E bind nodes=2                                        -> EINVAL
mbind E bind nodes=1,2                                      -> 0
get_mempolicy E                                             -> bind nodes=1
mbind E preferred nodes=0,1                                 -> 0
get_mempolicy E                                             -> preferred nodes=0
mbind E bind nodes=2 mode_flags=static_nodes                -> EINVAL
mbind E preferred nodes=0,9 mode_flags=static_nodes         -> 0
get_mempolicy E                                             -> preferred nodes=0,9 flags=static_nodes
mbind E bind nodes=2,5 mode_flags=relative_nodes            -> 0
get_mempolicy E                                             -> bind nodes=2,5 flags=relative_nodes

mbind E bind nodes=0 flags=8                                -> EINVAL
mbind E bind nodes=0 flags=0x10000000000                    -> 0
mbind E bind nodes=0 off=1                                  -> EINVAL
mbind E bind nodes=0 off=1 len=0                            -> EINVAL
mbind E bind len=0                                          -> 0
mbind E 999 len=0                                           -> EINVAL
mbind E bind nodes=0 len=1                                  -> 0
mbind E bind len=0xffffffffffffffff                         -> 0
mbind E bind nodes=0 len=0xfffffffffffff000                 -> EINVAL

# A hole: MPOL_DEFAULT does not mind, unless there is nothing else.
munmap E off=2p len=1p                                      -> 0
mbind E default                                             -> 0
mbind E bind nodes=1                                        -> EFAULT
get_mempolicy E                                             -> default
mbind E bind nodes=1 off=1p len=2p                          -> EFAULT
mbind E bind nodes=1 off=2p len=2p                          -> EFAULT
mbind E default off=2p len=2p                               -> 0
mbind E default off=2p len=1p                               -> EFAULT
mbind E default off=2p len=1p flags=strict|move             -> EFAULT
mbind E bind nodes=0 off=2p len=1p flags=0x40               -> EINVAL
mbind E bind nodes=1 off=3p len=3p                          -> 0
get_mempolicy E+5p                                          -> bind nodes=1
