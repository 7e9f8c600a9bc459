# MADV-8, MBIND-3, MBIND-5, MOVEPAGES-2, MOVEPAGES-3: mbind and move_pages try to move pages
# of a guest_memfd and fail: EIO with STRICT, and a page counted as left behind. A page
# that is mapped twice is not tried without MOVE_ALL. Asked of 7.2.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                           -> 0
memfd M vm=A size=4p flags=mmap|init_shared    -> 0
mmap H memfd=M len=4p                          -> 0
store H 1                                      -> ok
mbind H bind nodes=1 flags=strict              -> EIO
get_mempolicy H                                -> default
mbind H bind nodes=1 flags=move                -> 0
get_mempolicy H                                -> bind nodes=1
mbind H bind nodes=1 flags=move|strict         -> EIO
mbind H bind nodes=1 flags=move_all|strict     -> EIO
mbind H default flags=strict                   -> 0
mbind H default flags=move|strict              -> 0
move_pages H                                   -> 0 status=0
move_pages H node=0                            -> 0 status=0
move_pages H node=1                            -> 1
move_pages H node=1 flags=move_all             -> 1
move_pages H                                   -> 0 status=0
load H                                         -> 1
move_pages H+1p                                -> 0 status=ENOENT
move_pages H+1p node=1                         -> 0 status=ENOENT

mmap S memfd=M len=4p                          -> 0
load S                                         -> 1
move_pages H node=1                            -> 0 status=EACCES
move_pages H node=1 flags=move_all             -> 1
mbind H bind nodes=1 flags=strict              -> EIO
mbind H bind nodes=1 flags=move|strict         -> 0
mbind H bind nodes=1 flags=move_all|strict     -> EIO
move_pages S                                   -> 0 status=0
invariants                                     -> ok
