# CREATE-8, FSTAT-1, FSTAT-2: mtime and ctime count the calls that succeeded; a file has an
# inode number of its own.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
memfd N vm=A size=4p                                -> 0
fstat M                                             -> type=reg perm=0x180 nlink=1 uid=0 gid=0 ino=1 atime=0 mtime=0 ctime=0
fstat N                                             -> ino=2
fallocate M off=0 len=1p mode=keep_size             -> 0
fstat M                                             -> atime=0 mtime=1 ctime=1
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
fstat M                                             -> mtime=2 ctime=2
fallocate M off=4p len=1p mode=keep_size            -> EINVAL
fallocate M off=0 len=1 mode=keep_size|punch_hole   -> EINVAL
fstat M                                             -> mtime=2 ctime=2
mmap H memfd=M len=4p                               -> 0
store H 1                                           -> ok
load H                                              -> 1
fstat M                                             -> atime=0 mtime=2 ctime=2
madvise H remove len=1p                             -> 0
fstat M                                             -> mtime=3 ctime=3
fstat N                                             -> mtime=0
