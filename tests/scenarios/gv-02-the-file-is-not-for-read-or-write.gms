# GV-2, FOP-1 to FOP-4: the file only knows mmap and fallocate, whatever its flags. pread
# and pwrite are ESPIPE, after the sign of the offset; seeking is ESPIPE; the size never
# changes. The file of a kernel without flags is the first one here.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                          -> 0
memfd F0 vm=A size=4p                         -> 0
memfd F1 vm=A size=4p flags=mmap              -> 0
memfd F2 vm=A size=4p flags=init_shared       -> 0
memfd F3 vm=A size=4p flags=mmap|init_shared  -> 0

read F0 off=0 len=64                          -> ESPIPE
read F0 off=0 len=0                           -> ESPIPE
read F0 off=-1 len=64                         -> EINVAL
write F0 off=0 len=64                         -> ESPIPE
write F0 off=0 len=4096                       -> ESPIPE
write F0 off=-4096 len=64                     -> EINVAL
lseek F0 off=0 whence=set                     -> ESPIPE
lseek F0 off=0 whence=cur                     -> ESPIPE
lseek F0 off=0 whence=end                     -> ESPIPE
lseek F0 off=0 whence=data                    -> ESPIPE
lseek F0 off=0 whence=hole                    -> ESPIPE
# Even to the size that it has.
ftruncate F0 len=4p                           -> EINVAL
ftruncate F0 len=8p                           -> EINVAL
ftruncate F0 len=0                            -> EINVAL
fsync F0                                      -> EINVAL
fstat F0                                      -> size=16K blksize=4K blocks=0

read F1 off=0 len=64                          -> ESPIPE
read F1 off=0 len=0                           -> ESPIPE
read F1 off=-1 len=64                         -> EINVAL
write F1 off=0 len=64                         -> ESPIPE
write F1 off=0 len=4096                       -> ESPIPE
write F1 off=-4096 len=64                     -> EINVAL
lseek F1 off=0 whence=set                     -> ESPIPE
lseek F1 off=0 whence=cur                     -> ESPIPE
lseek F1 off=0 whence=end                     -> ESPIPE
lseek F1 off=0 whence=data                    -> ESPIPE
lseek F1 off=0 whence=hole                    -> ESPIPE
ftruncate F1 len=4p                           -> EINVAL
ftruncate F1 len=8p                           -> EINVAL
ftruncate F1 len=0                            -> EINVAL
fsync F1                                      -> EINVAL
fstat F1                                      -> size=16K blksize=4K blocks=0

read F2 off=0 len=64                          -> ESPIPE
read F2 off=0 len=0                           -> ESPIPE
read F2 off=-1 len=64                         -> EINVAL
write F2 off=0 len=64                         -> ESPIPE
write F2 off=0 len=4096                       -> ESPIPE
write F2 off=-4096 len=64                     -> EINVAL
lseek F2 off=0 whence=set                     -> ESPIPE
lseek F2 off=0 whence=cur                     -> ESPIPE
lseek F2 off=0 whence=end                     -> ESPIPE
lseek F2 off=0 whence=data                    -> ESPIPE
lseek F2 off=0 whence=hole                    -> ESPIPE
ftruncate F2 len=4p                           -> EINVAL
ftruncate F2 len=8p                           -> EINVAL
ftruncate F2 len=0                            -> EINVAL
fsync F2                                      -> EINVAL
fstat F2                                      -> size=16K blksize=4K blocks=0

read F3 off=0 len=64                          -> ESPIPE
read F3 off=0 len=0                           -> ESPIPE
read F3 off=-1 len=64                         -> EINVAL
write F3 off=0 len=64                         -> ESPIPE
write F3 off=0 len=4096                       -> ESPIPE
write F3 off=-4096 len=64                     -> EINVAL
lseek F3 off=0 whence=set                     -> ESPIPE
lseek F3 off=0 whence=cur                     -> ESPIPE
lseek F3 off=0 whence=end                     -> ESPIPE
lseek F3 off=0 whence=data                    -> ESPIPE
lseek F3 off=0 whence=hole                    -> ESPIPE
ftruncate F3 len=4p                           -> EINVAL
ftruncate F3 len=8p                           -> EINVAL
ftruncate F3 len=0                            -> EINVAL
fsync F3                                      -> EINVAL
fstat F3                                      -> size=16K blksize=4K blocks=0
