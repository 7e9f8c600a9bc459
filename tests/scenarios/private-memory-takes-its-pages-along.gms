# MREMAP-3, MREMAP-4: pages of private memory belong to their addresses. They move with
# them; what is left behind, cut off or grown anew is empty. As on 6.18.44.

mmap P anon len=16p                           -> 0
store P 0x5a                                  -> ok
store P+4p 4                                  -> ok
mremap P1 P old=0 len=16p flags=maymove       -> EINVAL
mremap P2 P old=4p len=8p flags=maymove       -> 0
load P2                                       -> 0x5a
load P2+4p                                    -> 0
store P2+4p 44                                -> ok
load P+4p                                     -> 4
load P                                        -> SIGSEGV
mremap P3 P2 len=8p flags=maymove|dontunmap   -> 0
load P2                                       -> 0
load P3                                       -> 0x5a
load P3+4p                                    -> 44
mremap P4 P3 len=1p                           -> 0
mremap P5 P4 len=8p                           -> 0
load P5                                       -> 0x5a
load P5+4p                                    -> 0
# A page that reclaim took from the page table moves too.
store P5+2p 2                                 -> ok
reclaim P5+2p                                 -> ok
mremap P6 P5 len=8p flags=maymove|fixed addr=P  -> 0
load P+2p                                     -> 2
invariants                                    -> ok

# Shared anonymous memory keeps the size that it was made with.
mmap S anon len=16p flags=shared              -> 0
store S 7                                     -> ok
mremap S2 S len=32p flags=maymove             -> 0
load S2                                       -> 7
load S2+16p                                   -> SIGBUS code=BUS_ADRERR
mremap S3 S2 old=0 len=4p flags=maymove       -> 0
load S3                                       -> 7
