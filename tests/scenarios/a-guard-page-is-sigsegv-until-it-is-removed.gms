# GUARD-1, GUARD-2: guard pages are markers in the page table of one mapping. As measured
# on 6.18.44.

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p                        -> 0
mmap G memfd=M len=16p                        -> 0
store H 1                                     -> ok
madvise H guard_install len=2p                -> 0
madvise H guard_install len=2p                -> 0
load H                                        -> SIGSEGV code=SEGV_MAPERR
store H+1p 1                                  -> SIGSEGV code=SEGV_MAPERR
load G                                        -> 1
load H+2p                                     -> 0
mincore H                                     -> pages=0,2
smaps H                                       -> len=64K flags=rd|wr|sh|mr|mw|ms|gu|sd

# They outlast advice and changes of protection, which is looked at first.
madvise H dontneed                            -> 0
madvise H dontneed_locked                     -> 0
mprotect H prot=r len=1p                      -> 0
store H 1                                     -> SIGSEGV code=SEGV_ACCERR
load H                                        -> SIGSEGV code=SEGV_MAPERR
mprotect H prot=rw                            -> 0
smaps H                                       -> len=64K
madvise H populate_read len=2p                -> EFAULT
madvise H populate_write len=2p               -> EFAULT
mlock H len=4p                                -> ENOMEM
madvise H guard_install off=3p len=1p         -> EINVAL
munlock H                                     -> 0
gup H                                         -> EFAULT
reclaim H                                     -> ok
load H                                        -> SIGSEGV code=SEGV_MAPERR

# A hole in the file takes them where the page is mapped elsewhere, not else.
madvise H remove len=2p                       -> 0
load H                                        -> 0
load H+1p                                     -> SIGSEGV code=SEGV_MAPERR

# They move with their mapping, and go when it is unmapped.
mremap K H len=16p flags=maymove|dontunmap    -> 0
load K+1p                                     -> SIGSEGV code=SEGV_MAPERR
load H+1p                                     -> 0
madvise K guard_remove                        -> 0
load K+1p                                     -> 0
madvise K guard_install off=4p len=1p         -> 0
mmap K2 memfd=M off=4p len=1p addr=K+4p flags=shared|fixed  -> 0
load K+4p                                     -> 0
invariants                                    -> ok

# VMA by VMA: a locked one refuses, a hole is told of at the end.
mmap B anon len=8p                            -> 0
store B 3                                     -> ok
mlock B off=4p len=1p                         -> 0
madvise B guard_install                       -> EINVAL
load B                                        -> SIGSEGV code=SEGV_MAPERR
load B+4p                                     -> 0
load B+7p                                     -> 0
madvise B guard_remove                        -> 0
load B                                        -> 0
mmap C anon len=4p                            -> 0
munmap C off=1p len=1p                        -> 0
madvise C guard_install len=3p                -> ENOMEM
load C                                        -> SIGSEGV code=SEGV_MAPERR
load C+2p                                     -> SIGSEGV code=SEGV_MAPERR
madvise C guard_remove len=3p                 -> ENOMEM
load C+2p                                     -> 0

# Of shared anonymous memory a hole takes nothing away.
mmap S anon len=4p flags=shared               -> 0
store S 3                                     -> ok
mremap S2 S old=0 len=4p flags=maymove        -> 0
load S2                                       -> 3
madvise S guard_install len=1p                -> 0
madvise S remove len=1p                       -> 0
load S                                        -> SIGSEGV code=SEGV_MAPERR
load S2                                       -> 0

# A guest gets what the kernel gets.
vcpu A.0                                      -> 0
mmap P anon len=1p                            -> 0
slot A:0 gpa=0 size=1p hva=P                  -> 0
guest A.0 write 0 1                           -> ok
madvise P guard_install                       -> 0
guest A.0 read 0                              -> EFAULT
invariants                                    -> ok
