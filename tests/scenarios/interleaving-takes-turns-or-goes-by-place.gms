# MEMPOL-5, SETPOL-1: a guest_memfd interleaves by the counter of the process, whatever
# page is touched; anonymous memory by the page's place in its mapping or file.
# profiles: 6.19 7.0 7.1 7.2 7.3
nodes 3

vm A                                           -> 0
memfd M vm=A size=16p flags=mmap|init_shared   -> 0
mmap H memfd=M len=16p                         -> 0
mbind H interleave nodes=0,2                   -> 0
store H+6p 1                                   -> ok
store H+4p 1                                   -> ok
store H+2p 1                                   -> ok
move_pages H+6p                                -> 0 status=0
move_pages H+4p                                -> 0 status=2
move_pages H+2p                                -> 0 status=0

# The counter is of the process: set_mempolicy starts it again, mbind does not.
mbind H interleave nodes=0,1,2                 -> 0
store H 1                                      -> ok
move_pages H                                   -> 0 status=1
set_mempolicy weighted_interleave nodes=0,1,2  -> 0
get_mempolicy flags=node                       -> node=0
mbind H default                                -> 0
store H+8p 1                                   -> ok
store H+9p 1                                   -> ok
move_pages H+8p                                -> 0 status=0
move_pages H+9p                                -> 0 status=1
get_mempolicy flags=node                       -> node=2 nodes=0,1,2

mmap E anon len=8p                             -> 0
mbind E interleave nodes=1,2                   -> 0
store E+3p 1                                   -> ok
store E 1                                      -> ok
store E+1p 1                                   -> ok
move_pages E+3p                                -> 0 status=2
move_pages E                                   -> 0 status=1
move_pages E+1p                                -> 0 status=2
mmap F anon len=8p flags=shared                -> 0
mbind F weighted_interleave nodes=1,2          -> 0
store F+3p 1                                   -> ok
store F+2p 1                                   -> ok
move_pages F+3p                                -> 0 status=2
move_pages F+2p                                -> 0 status=1
get_mempolicy flags=node                       -> node=2

set_mempolicy bind nodes=2                     -> 0
get_mempolicy                                  -> bind nodes=2
get_mempolicy flags=node                       -> EINVAL
set_mempolicy preferred                        -> 0
get_mempolicy                                  -> local
set_mempolicy default                          -> 0
get_mempolicy                                  -> default
set_mempolicy default nodes=0                  -> EINVAL
set_mempolicy bind nodes=3                     -> EINVAL
set_mempolicy bind nodes=0 maxnode=0           -> EINVAL
