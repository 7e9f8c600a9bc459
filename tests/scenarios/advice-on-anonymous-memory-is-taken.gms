# MADV-1, MADV-3, MADV-10, MADV-11: every advice on private and on shared anonymous
# memory, and what it leaves of a page. As measured on 6.18.44, but for soft_offline.

mmap P anon len=16p                           -> 0
store P+1p 0xaa                               -> ok
madvise P random                              -> 0
smaps P                                       -> perm=rw-p name="" flags=rd|wr|mr|mw|me|rr|ac|sd
madvise P sequential                          -> 0
smaps P                                       -> flags=rd|wr|mr|mw|me|sr|ac|sd
madvise P normal                              -> 0
madvise P willneed                            -> 0
madvise P 5                                   -> EINVAL
madvise P free                                -> 0
madvise P remove                              -> EINVAL
madvise P dontfork                            -> 0
smaps P                                       -> flags=rd|wr|mr|mw|me|dc|ac|sd
madvise P dofork                              -> 0
madvise P mergeable                           -> 0
madvise P wipeonfork                          -> 0
madvise P hugepage                            -> 0
smaps P                                       -> flags=rd|wr|mr|mw|me|ac|wf|hg|mg|sd
madvise P unmergeable                         -> 0
madvise P keeponfork                          -> 0
madvise P nohugepage                          -> 0
madvise P dontdump                            -> 0
smaps P                                       -> flags=rd|wr|mr|mw|me|ac|dd|nh|sd
madvise P dodump                              -> 0
madvise P cold                                -> 0
madvise P pageout                             -> 0
madvise P populate_read                       -> 0
madvise P populate_write                      -> 0
madvise P collapse                            -> EINVAL
madvise P soft_offline len=2p                 -> 0
load P+1p                                     -> 0xaa
madvise P dontneed                            -> 0
load P+1p                                     -> 0
store P+1p 0xaa                               -> ok
reclaim P+1p                                  -> ok
madvise P dontneed_locked                     -> 0
load P+1p                                     -> 0
mlock P                                       -> 0
madvise P dontneed                            -> EINVAL
madvise P free                                -> EINVAL
madvise P cold                                -> EINVAL
madvise P dontneed_locked                     -> 0
mprotect P prot=r                             -> 0
madvise P populate_write                      -> EINVAL
# One VMA that lost its marks is one again.
madvise P dontdump off=4p len=1p              -> 0
smaps P                                       -> len=16K
madvise P dodump off=4p len=1p                -> 0
smaps P                                       -> len=64K

mmap S anon len=16p flags=shared              -> 0
store S+1p 0xaa                               -> ok
madvise S dontneed                            -> 0
madvise S free                                -> EINVAL
madvise S wipeonfork                          -> EINVAL
madvise S mergeable                           -> 0
smaps S                                       -> flags=rd|wr|sh|mr|mw|me|ms|sd
madvise S collapse                            -> EINVAL
load S+1p                                     -> 0xaa
madvise S remove                              -> 0
load S+1p                                     -> 0
invariants                                    -> ok

# Whole huge pages of private memory collapse if each has a page.
mmap B anon len=4M                            -> 0
madvise B collapse                            -> EINVAL
store B 1                                     -> ok
madvise B collapse                            -> EINVAL
store B+2M 2                                  -> ok
madvise B collapse                            -> 0
madvise B collapse off=1p len=1p              -> EINVAL
madvise B nohugepage                          -> 0
madvise B collapse                            -> EINVAL
load B                                        -> 1

# The checks of every advice come first, those of an unknown one before them.
madvise P dontneed off=1 len=0                -> EINVAL
madvise P dontneed len=0                      -> 0
madvise P dontneed len=0xffffffffffffffff     -> EINVAL
madvise P 99 len=0                            -> EINVAL
munmap P                                      -> 0
madvise P dontneed                            -> ENOMEM
madvise P dontneed len=0                      -> 0

# A page of a guest_memfd, and a pinned one, stay where they are.
vm A  -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
store H 1                                     -> ok
madvise H soft_offline                        -> EBUSY
load H                                        -> 1
mmap Q anon len=1p                            -> 0
gup Q                                         -> ok
madvise Q soft_offline                        -> EBUSY
memfd F1 vm=A size=4p flags=mmap              -> 0
mmap H1 memfd=F1 len=4p                       -> 0
madvise H1 soft_offline                       -> EFAULT
