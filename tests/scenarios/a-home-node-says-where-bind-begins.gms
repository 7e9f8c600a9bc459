# HOMENODE-1, HOMENODE-2: set_mempolicy_home_node changes bind and preferred_many where the
# mapping itself has such a policy. What only the file has does not count. Asked of 7.2.
# profiles: 6.19 7.0 7.1 7.2 7.3

vm A                                               -> 0
memfd M vm=A size=16p flags=mmap|init_shared       -> 0
mmap H memfd=M len=16p                             -> 0
set_mempolicy_home_node H node=0                   -> ENOENT
mbind H bind nodes=0,1 len=4p                      -> 0
store H 1                                          -> ok
move_pages H                                       -> 0 status=0
set_mempolicy_home_node H node=1                   -> 0
get_mempolicy H                                    -> bind nodes=0,1
store H+1p 1                                       -> ok
move_pages H+1p                                    -> 0 status=1
mbind H bind nodes=0,1 len=4p                      -> 0
store H+2p 1                                       -> ok
move_pages H+2p                                    -> 0 status=0

mbind H preferred_many nodes=0 off=4p len=4p       -> 0
set_mempolicy_home_node H node=1 off=4p len=4p     -> 0
store H+4p 1                                       -> ok
move_pages H+4p                                    -> 0 status=0
mbind H interleave nodes=0,1 off=8p len=4p         -> 0
set_mempolicy_home_node H node=1 off=8p len=4p     -> EOPNOTSUPP
set_mempolicy_home_node H node=1 off=12p len=4p    -> ENOENT

set_mempolicy_home_node H node=2                   -> EINVAL
set_mempolicy_home_node H node=0 flags=1           -> EINVAL
set_mempolicy_home_node H node=0 off=1 len=1p      -> EINVAL
set_mempolicy_home_node H node=2 len=0             -> EINVAL
set_mempolicy_home_node H node=0 len=0             -> 0
set_mempolicy_home_node H node=0 len=0xfffffffffffff000  -> EINVAL

mmap S memfd=M len=16p                             -> 0
get_mempolicy S                                    -> bind nodes=0,1
set_mempolicy_home_node S node=1 len=4p            -> ENOENT
