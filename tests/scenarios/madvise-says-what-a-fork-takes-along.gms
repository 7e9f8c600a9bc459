# FORK-5, MADV-3: DONTFORK memory is not there in the child, WIPEONFORK memory is there
# and reads zero; DOFORK and KEEPONFORK take that back. Locks are not inherited. Memory
# of a guest_memfd cannot be wiped: it is shared.

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
mmap X anon len=4p                                  -> 0
store H 0x10                                        -> ok
store H+1p 0x11                                     -> ok
store X 0x20                                        -> ok
store X+1p 0x21                                     -> ok
store X+2p 0x22                                     -> ok
store X+3p 0x23                                     -> ok
madvise H dontfork off=0 len=1p                     -> 0
madvise H wipeonfork                                -> EINVAL
madvise X wipeonfork off=0 len=3p                   -> 0
madvise X keeponfork off=1p len=1p                  -> 0
madvise X dontfork off=2p len=2p                    -> 0
madvise X dofork off=3p len=1p                      -> 0
mlock H off=1p len=1p                               -> 0
madvise H dontneed off=1p len=1p                    -> EINVAL

fork C                                              -> 0
load H by=C                                         -> SIGSEGV code=SEGV_MAPERR
load H+1p by=C                                      -> 0x11
madvise H dontneed off=1p len=1p by=C               -> 0
load X by=C                                         -> 0
load X+1p by=C                                      -> 0x21
load X+2p by=C                                      -> SIGSEGV code=SEGV_MAPERR
load X+3p by=C                                      -> 0x23
store X 0x30 by=C                                   -> ok
load X                                              -> 0x20
# What is wiped is wiped in the grandchild too.
fork D by=C                                         -> 0
load X by=D                                         -> 0
load X+1p by=D                                      -> 0x21
invariants                                          -> ok
exit C                                              -> 0
exit D                                              -> 0
load X                                              -> 0x20
invariants                                          -> ok
