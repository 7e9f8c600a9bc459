# FOP-1, FOP-2, FOP-3, FOP-4, FOP-11, FOP-12: each call has its own errno, and its own checks
# before it looks for the descriptor.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                            -> 0
memfd M vm=A size=16p flags=mmap|init_shared    -> 0
read M len=0                                    -> EINVAL
write M len=64                                  -> EINVAL
read M off=0x7fffffffffffffff len=1             -> ESPIPE
readv M                                         -> EINVAL
readv M off=0                                   -> ESPIPE
readv M off=-1                                  -> EINVAL
readv M off=-1 flags=0                          -> EINVAL
writev M off=0 flags=append|0x4000              -> ESPIPE
lseek M off=0 whence=hole                       -> ESPIPE
lseek M off=0 whence=5                          -> EINVAL
ftruncate M len=16p                             -> EINVAL
fchmod M mode=0x180                             -> EINVAL
fchown M                                        -> EINVAL
fchown M uid=-1 gid=-1                          -> EINVAL
futimens M                                      -> EINVAL
futimens M atime=omit mtime=5                   -> EINVAL
futimens M atime=omit mtime=omit                -> 0
fsync M                                         -> EINVAL
fdatasync M                                     -> EINVAL
syncfs M                                        -> 0
sync_file_range M flags=7                       -> 0
sync_file_range M flags=8                       -> EINVAL
sync_file_range M off=-1 len=1                  -> EINVAL
sync_file_range M len=-1                        -> EINVAL
sync_file_range M off=0x7fffffffffffffff len=2  -> EINVAL
fadvise M noreuse off=-1 len=1                  -> 0
fadvise M dontneed len=-1                       -> EINVAL
fadvise M 6                                     -> EINVAL
readahead M len=4K                              -> EINVAL
close M                                         -> 0
read M len=8                                    -> EBADF
read M off=-1 len=8                             -> EINVAL
readv M off=-1 flags=0                          -> EBADF
ftruncate M len=0                               -> EBADF
ftruncate M len=-1                              -> EINVAL
futimens M                                      -> EBADF
futimens M atime=omit mtime=omit                -> 0
sync_file_range M flags=8                       -> EBADF
fadvise M 6                                     -> EBADF
flock M ex                                      -> EBADF
flock M sh|un                                   -> EINVAL
flock M mand                                    -> 0
fsync M                                         -> EBADF
fstat M                                         -> EBADF
fstatfs M                                       -> EBADF
fcntl M getfd                                   -> EBADF
poll M                                          -> 1 revents=nval
