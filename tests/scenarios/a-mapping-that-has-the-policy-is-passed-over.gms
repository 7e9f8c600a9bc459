# MBIND-4: mbind leaves a VMA alone that has this policy already, even if another mapping
# has given the file's pages a different one. So MPOL_DEFAULT through a mapping that
# never had a policy removes nothing. Asked of 7.2.
# profiles: 6.19 7.0 7.1 7.2 7.3

vm A                                           -> 0
memfd M vm=A size=4p flags=mmap|init_shared    -> 0
mmap H memfd=M len=4p                          -> 0
mmap S memfd=M len=4p                          -> 0
mbind H bind nodes=0                           -> 0
mbind S bind nodes=1                           -> 0
mbind H bind nodes=0                           -> 0
get_mempolicy H                                -> bind nodes=1
mbind H default                                -> 0
get_mempolicy H                                -> default
mbind H bind nodes=0                           -> 0
get_mempolicy S                                -> bind nodes=0
mmap T memfd=M len=4p                          -> 0
mbind T default                                -> 0
get_mempolicy T                                -> bind nodes=0
mbind S default                                -> 0
get_mempolicy T                                -> default

mbind H bind nodes=0                           -> 0
set_mempolicy_home_node H node=0               -> 0
mbind S bind nodes=1                           -> 0
set_mempolicy_home_node H node=0               -> 0
get_mempolicy H                                -> bind nodes=1
set_mempolicy_home_node H node=1               -> 0
get_mempolicy H                                -> bind nodes=0

# Mappings side by side become one only if their policies are the same.
mmap E anon len=4p                             -> 0
mbind E bind nodes=0 len=2p                    -> 0
mbind E bind nodes=1 off=2p len=2p             -> 0
smaps E                                        -> len=8K
get_mempolicy E+1p                             -> bind nodes=0
get_mempolicy E+2p                             -> bind nodes=1
mbind E bind nodes=0 off=2p len=2p             -> 0
smaps E                                        -> len=16K
