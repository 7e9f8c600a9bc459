# MEMINFO-1 to MEMINFO-3.
#
# Measured on Linux 7.2.13, with 64 MiB instead of a few pages.
#
# profiles: 7.2 7.3

vm A                                         -> 0
memfd M vm=A size=4p flags=mmap|init_shared  -> 0
fallocate M off=0 len=4p mode=keep_size      -> 0
meminfo cached                               -> 4
meminfo shmem                                -> 0
meminfo unevictable                          -> 4
meminfo mapped                               -> 0

# A page that two mappings show is mapped once; what the guest maps is not.
mmap H memfd=M len=4p           -> 0
mmap I memfd=M len=4p           -> 0
store H 1                       -> ok
store H+1p 1                    -> ok
store I 1                       -> ok
meminfo mapped                  -> 2
vcpu A.0                        -> 0
slot A:0 gpa=0 size=4p memfd=M  -> 0
guest A.0 write 0x3000 7        -> ok
meminfo mapped                  -> 2

# Locking brings the others in; what is unlocked stays unevictable.
mlock H              -> 0
meminfo mapped       -> 4
meminfo mlocked      -> 4
meminfo unevictable  -> 4
munlock H            -> 0
meminfo mlocked      -> 0
meminfo unevictable  -> 4

# Pages in a pipe have left the file, but are there.
open P pipe                                         -> 0
vmsplice P H len=2p                                 -> 8192
fallocate M off=0 len=4p mode=keep_size|punch_hole  -> 0
meminfo cached                                      -> 0
meminfo mapped                                      -> 0
meminfo unevictable                                 -> 2
close P                                             -> 0
meminfo unevictable                                 -> 0

# A poisoned page stays in the file, and is on no list.
mlock H                            -> 0
madvise H hwpoison off=1p len=1p   -> EBUSY
meminfo cached                     -> 4
meminfo mapped                     -> 3
meminfo mlocked                    -> 3
meminfo unevictable                -> 3
munmap H                           -> 0
meminfo mlocked                    -> 0
meminfo unevictable                -> 3
munmap I                           -> 0
close M                            -> 0
meminfo cached                     -> 0
meminfo unevictable                -> 0

# Shared memory, locked twice and unlocked once.
mmap S anon len=4p flags=shared  -> 0
load S                           -> 0
store S+1p 1                     -> ok
meminfo cached                   -> 2
meminfo shmem                    -> 2
meminfo mapped                   -> 2
meminfo unevictable              -> 0
mlock S                          -> 0
meminfo mlocked                  -> 4
meminfo unevictable              -> 4
# A child does not inherit the lock, and maps the same pages.
fork C                           -> 0
load S by=C                      -> 0
munlock S                        -> 0
meminfo mlocked                  -> 0
mlock S by=C                     -> 0
mlock S                          -> 0
meminfo mlocked                  -> 4
munlock S                        -> 0
meminfo mlocked                  -> 4
exit C                           -> 0
meminfo mlocked                  -> 0
madvise S dontneed               -> 0
meminfo mapped                   -> 0
munmap S                         -> 0
meminfo shmem                    -> 0

# Private memory is no file's; locked, it is unevictable.
mmap Q anon len=2p   -> 0
store Q 1            -> ok
meminfo cached       -> 0
meminfo mapped       -> 0
mlock Q              -> 0
meminfo mlocked      -> 2
meminfo unevictable  -> 2
# Two processes have the pages in common, and both lock them: they count once.
mprotect Q prot=r    -> 0
fork D               -> 0
mlock Q by=D         -> 0
meminfo mlocked      -> 2
munmap Q             -> 0
meminfo mlocked      -> 2
exit D               -> 0
meminfo unevictable  -> 0
