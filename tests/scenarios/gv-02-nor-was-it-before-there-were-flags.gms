# GV-2 where files have no flags.
# profiles: 6.8 6.12 6.16
profile 6.16

vm A                        -> 0
memfd F0 vm=A size=4p       -> 0

read F0 off=0 len=64        -> ESPIPE
read F0 off=0 len=0         -> ESPIPE
read F0 off=-1 len=64       -> EINVAL
write F0 off=0 len=64       -> ESPIPE
write F0 off=0 len=4096     -> ESPIPE
write F0 off=-4096 len=64   -> EINVAL
lseek F0 off=0 whence=set   -> ESPIPE
lseek F0 off=0 whence=cur   -> ESPIPE
lseek F0 off=0 whence=end   -> ESPIPE
lseek F0 off=0 whence=data  -> ESPIPE
lseek F0 off=0 whence=hole  -> ESPIPE
# Even to the size that it has.
ftruncate F0 len=4p         -> EINVAL
ftruncate F0 len=8p         -> EINVAL
ftruncate F0 len=0          -> EINVAL
fsync F0                    -> EINVAL
fstat F0                    -> size=16K blksize=4K blocks=0
