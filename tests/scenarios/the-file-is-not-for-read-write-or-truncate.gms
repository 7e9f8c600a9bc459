# GV-2, FOP-1 to FOP-4: the file only knows mmap and fallocate. pread and pwrite are
# ESPIPE, after the sign of the offset; seeking is ESPIPE; its size never changes.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
memfd F0 vm=A size=4p                         -> 0
memfd F3 vm=A size=4p flags=mmap|init_shared  -> 0

read F0 off=0 len=16                          -> ESPIPE
read F3 off=0 len=0                           -> ESPIPE
read F3 off=-1 len=16                         -> EINVAL
write F0 off=0 len=16                         -> ESPIPE
write F3 off=0 len=4096                       -> ESPIPE
write F3 off=-4096 len=16                     -> EINVAL

lseek F0 off=0 whence=set                     -> ESPIPE
lseek F3 off=0 whence=cur                     -> ESPIPE
lseek F3 off=0 whence=end                     -> ESPIPE
lseek F3 off=0 whence=data                    -> ESPIPE
lseek F3 off=0 whence=hole                    -> ESPIPE

# Even to the size that it has.
ftruncate F0 len=4p                           -> EINVAL
ftruncate F3 len=8p                           -> EINVAL
ftruncate F3 len=0                            -> EINVAL
fsync F0                                      -> EINVAL
fsync F3                                      -> EINVAL
fstat F3                                      -> size=16K blksize=4K blocks=0
