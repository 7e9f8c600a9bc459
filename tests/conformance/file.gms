# A guest_memfd as a file: reading, writing, seeking, truncating, fstat, dup, close.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# F0 and F3 are files of 16 pages (0x10000 bytes) with create flags 0 and
# MMAP|INIT_SHARED. The language's read and write are pread and pwrite. A file has no
# position, so pread at offset 0 is ESPIPE; a negative offset is refused earlier.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

memfd F0 vm=A size=0x10000  -> 0
# case: file.F0.pread(64,-1)
read F0 off=-1 len=64       -> EINVAL
# case: file.F0.pwrite(64,0)
write F0 off=0 len=64       -> ESPIPE
# case: file.F0.lseek(0,SET)
lseek F0 off=0 whence=set   -> ESPIPE
# case: file.F0.lseek(0,DATA)
lseek F0 off=0 whence=data  -> ESPIPE
# case: file.F0.lseek(0,HOLE)
lseek F0 off=0 whence=hole  -> ESPIPE
# case: file.F0.ftruncate(same)
ftruncate F0 len=0x10000    -> EINVAL
# case: file.F0.ftruncate(-1)
ftruncate F0 len=-1         -> EINVAL
# case: file.F0.fsync
fsync F0                    -> EINVAL

# The size is what it was created with.
# case: file.F0.fstat
# case: file.F0.st_size
# case: file.F0.st_blksize
fstat F0                                      -> size=0x10000 blksize=0x1000
fallocate F0 off=0 len=0x4000 mode=keep_size  -> 0
# case: file.F0.st_size_after_fallocate
fstat F0                                      -> size=0x10000

# A second descriptor is as good as the first, also when that is closed.
# case: file.F0.dup
dup D0 F0                                     -> 0
# case: file.F0.dup.fallocate
fallocate D0 off=0 len=0x1000 mode=keep_size  -> 0
close F0                                      -> 0
close D0                                      -> 0
# case: file.F0.closed.fallocate
fallocate F0 off=0 len=0x1000 mode=keep_size  -> EBADF

memfd F3 vm=A size=0x10000 flags=mmap|init_shared  -> 0
# case: file.F3.pread(64,0)
read F3 off=0 len=64                               -> ESPIPE
# case: file.F3.pread(64,-1)
read F3 off=-1 len=64                              -> EINVAL
# case: file.F3.lseek(0,DATA)
lseek F3 off=0 whence=data                         -> ESPIPE
# case: file.F3.ftruncate(same)
ftruncate F3 len=0x10000                           -> EINVAL
# case: file.F3.ftruncate(grow)
ftruncate F3 len=0x20000                           -> EINVAL
# case: file.F3.ftruncate(-1)
ftruncate F3 len=-1                                -> EINVAL

# st_blocks does not count the memory that fallocate has brought in.
# case: file.F3.fstat
# case: file.F3.st_size
# case: file.F3.st_blocks
fstat F3                                      -> size=0x10000 blocks=0
fallocate F3 off=0 len=0x4000 mode=keep_size  -> 0
# case: file.F3.st_size_after_fallocate
# case: file.F3.st_blocks_after_fallocate_4
fstat F3                                      -> size=0x10000 blocks=0

# A second descriptor is as good as the first, also when that is closed.
# case: file.F3.dup
dup D3 F3                                     -> 0
# case: file.F3.dup.fallocate
fallocate D3 off=0 len=0x1000 mode=keep_size  -> 0
close F3                                      -> 0
# case: file.F3.dup.after_close_orig.fallocate
fallocate D3 off=0 len=0x1000 mode=keep_size  -> 0
close D3                                      -> 0
# case: file.F3.closed.fallocate
fallocate F3 off=0 len=0x1000 mode=keep_size  -> EBADF
