# GV-18, MEMPOL-2, MEMPOL-3: before 6.19 mbind sets the policy of the VMA, which nobody
# asks when a page of a guest_memfd is allocated: the policy of the process counts.
# profiles: 6.18
profile 6.18

vm A                                           -> 0
memfd M vm=A size=16p flags=mmap|init_shared   -> 0
mmap H memfd=M len=16p                         -> 0
mmap S memfd=M len=16p                         -> 0
mbind H bind nodes=1                           -> 0
get_mempolicy H                                -> bind nodes=1
get_mempolicy S                                -> default
store H 1                                      -> ok
move_pages H                                   -> 0 status=0

set_mempolicy bind nodes=1                     -> 0
store H+1p 1                                   -> ok
move_pages H+1p                                -> 0 status=1
fallocate M off=2p len=1p mode=keep_size       -> 0
node M off=2p                                  -> node=1

mbind H bind nodes=0 flags=strict              -> EIO
mbind H bind nodes=0 flags=move|strict         -> EIO
mbind H default                                -> 0
munmap H                                       -> 0
mmap T memfd=M len=16p                         -> 0
get_mempolicy T                                -> default
