# NUMA-1, NUMA-2, MEMPOL-5: when a node has no page left, the next one gives it, unless the
# policy allows only the full one.
# profiles: 6.19 7.0 7.1 7.2 7.3
nodes 2
node_pages 4

vm A                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared      -> 0
mmap H memfd=M len=16p                            -> 0
mbind H bind nodes=1 len=6p                       -> 0
fallocate M off=0 len=6p mode=keep_size           -> ENOMEM
resident M                                        -> pages=0,1,2,3
load H+4p                                         -> ENOMEM
mbind H preferred nodes=1 off=4p len=1p           -> 0
load H+4p                                         -> 0
node M off=4p                                     -> node=0
mbind H preferred_many nodes=1 off=5p len=1p      -> 0
load H+5p                                         -> 0
node M off=5p                                     -> node=0
mbind H interleave nodes=1 off=6p len=1p          -> 0
load H+6p                                         -> 0
node M off=6p                                     -> node=0
load H+7p                                         -> 0
load H+8p                                         -> ENOMEM
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
load H+8p                                         -> 0
node M off=8p                                     -> node=1

# Nowhere to go: what cannot move stays.
fallocate M off=7p len=1p mode=keep_size|punch_hole  -> 0
mmap E anon len=1p                                -> 0
store E 1                                         -> ok
move_pages E                                      -> 0 status=0
move_pages E node=1                               -> 1
mbind E bind nodes=1 flags=move|strict            -> EIO
load E                                            -> 1
