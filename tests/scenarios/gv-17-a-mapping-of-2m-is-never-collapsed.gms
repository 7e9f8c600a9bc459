# GV-17, MADV-1, MADV-3: huge pages may be advised, but pages of a guest_memfd are never
# collapsed into one. Dropping the mapping loses nothing.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                         -> 0
memfd M vm=A size=2M flags=mmap|init_shared  -> 0
mmap H memfd=M len=2M                        -> 0
load H                                       -> 0
load H+0x1ff000                              -> 0
madvise H populate_read                      -> 0
madvise H hugepage                           -> 0
madvise H collapse                           -> EINVAL
madvise H dontneed                           -> 0
load H                                       -> 0
load H+0x1ff000                              -> 0

store H+0x10000 0xaa                         -> ok
madvise H collapse                           -> EINVAL
madvise H dontneed                           -> 0
load H+0x10000                               -> 0xaa
invariants                                   -> ok
