# Calls on a guest_memfd, before it could be mapped.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                          -> 0

memfd F0 vm=A size=0x10000                    -> 0
# case: file.F0.pread(64,-1)
read F0 off=-1 len=64                         -> EINVAL
# case: file.F0.pwrite(64,0)
write F0 off=0 len=64                         -> ESPIPE
# case: file.F0.lseek(0,SET)
lseek F0 off=0 whence=set                     -> ESPIPE
# case: file.F0.lseek(0,DATA)
lseek F0 off=0 whence=data                    -> ESPIPE
# case: file.F0.lseek(0,HOLE)
lseek F0 off=0 whence=hole                    -> ESPIPE
# case: file.F0.ftruncate(same)
ftruncate F0 len=0x10000                      -> EINVAL
# case: file.F0.ftruncate(-1)
ftruncate F0 len=-1                           -> EINVAL
# case: file.F0.fsync
fsync F0                                      -> EINVAL

# case: file.F0.fstat
# case: file.F0.st_size
# case: file.F0.st_blksize
fstat F0                                      -> size=64K blksize=4K
fallocate F0 off=0 len=0x4000 mode=keep_size  -> 0
# case: file.F0.st_size_after_fallocate
fstat F0                                      -> size=64K blksize=4K

# case: file.F0.dup
dup D0 F0                                     -> 0
# case: file.F0.dup.fallocate
fallocate D0 off=0 len=0x1000 mode=keep_size  -> 0
close F0                                      -> 0
close D0                                      -> 0
# case: file.F0.closed.fallocate
fallocate F0 off=0 len=0x1000 mode=keep_size  -> EBADF
