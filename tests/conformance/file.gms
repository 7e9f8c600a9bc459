# A guest_memfd as a file: every system call that takes its descriptor.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# F0 and F3 are files of 16 pages (0x10000 bytes) with create flags 0 and
# MMAP|INIT_SHARED; R, P and E are a regular file, a pipe and an epoll descriptor. read
# and write with off= are pread and pwrite. A file has no position, so pread at offset
# 0 is ESPIPE; a negative offset is refused earlier.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A         -> 0
open R file  -> 0
open P pipe  -> 0
open E epoll -> 0

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

# What reads and writes it, describes it, syncs it, moves data, locks and opens it again.
# case: file.F0.read(64)
read F0 len=64                    -> EINVAL
# case: file.F0.write(0)
write F0 len=0                    -> EINVAL
# case: file.F0.readv
readv F0                          -> EINVAL
# case: file.F0.writev
writev F0                         -> EINVAL
# case: file.F0.st_mode.type
# case: file.F0.st_mode.perm
# case: file.F0.st_nlink
# case: file.F0.st_uid
fstat F0                          -> type=reg perm=0x180 nlink=0x1 uid=0x0
# case: file.F0.fstatfs
fstatfs F0                        -> bsize=4K
# case: file.F0.syncfs
syncfs F0                         -> 0
# case: file.F0.fchmod
fchmod F0 mode=0x180              -> EINVAL
# case: file.F0.futimens
futimens F0                       -> EINVAL
# case: file.F0.flistxattr
flistxattr F0                     -> 0
# case: file.F0.fadvise(0)
fadvise F0 normal                 -> 0
# case: file.F0.fadvise(1)
fadvise F0 random                 -> 0
# case: file.F0.fadvise(4)
fadvise F0 dontneed               -> 0
# case: file.F0.fadvise(5)
fadvise F0 noreuse                -> 0
# case: file.F0.readahead
readahead F0 off=0 len=0x10000    -> EINVAL
# case: file.F0.sendfile(from)
sendfile R F0 off=0 len=64        -> ESPIPE
# case: file.F0.sendfile(to)
sendfile F0 R off=0 len=64        -> EINVAL
# case: file.F0.ioctl(FS_IOC_GETFLAGS)
ioctl F0 FS_IOC_GETFLAGS          -> ENOTTY
# case: file.F0.ioctl(KVM_CHECK_EXTENSION)
ioctl F0 KVM_CHECK_EXTENSION      -> ENOTTY
# case: file.F0.flock
flock F0 ex                       -> 0
# case: file.F0.F_GET_SEALS
fcntl F0 get_seals                -> EINVAL
# case: file.F0.F_ADD_SEALS
fcntl F0 add_seals arg=1          -> EINVAL
# case: file.F0.F_SETFL(DIRECT)
fcntl F0 setfl flags=direct       -> EINVAL
# case: file.F0.F_SETFD(CLOEXEC)
fcntl F0 setfd arg=1              -> 0
# case: file.F0.poll.revents
poll F0 events=in|out             -> 1 revents=in|out
# case: file.F0.epoll_add
epoll_ctl E add F0                -> EPERM
# case: file.F0.reopen(WRONLY)
reopen F0_wronly F0 flags=wronly  -> ENXIO
# case: file.F0.reopen(PATH)
reopen F0_path F0 flags=path      -> 0
# case: file.F0.fchdir
fchdir F0                         -> ENOTDIR
# case: file.F0.execveat
execveat F0                       -> EACCES

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

# What reads and writes it, describes it, syncs it, moves data, locks and opens it again.
# case: file.F3.read(64)
read F3 len=64                       -> EINVAL
# case: file.F3.write(64)
write F3 len=64                      -> EINVAL
# case: file.F3.write(0)
write F3 len=0                       -> EINVAL
# case: file.F3.writev
writev F3                            -> EINVAL
# case: file.F3.preadv2(NOWAIT)
readv F3 off=0 flags=nowait          -> ESPIPE
# case: file.F3.st_mode.perm
# case: file.F3.st_uid
fstat F3                             -> perm=0x180 uid=0x0
# case: file.F3.fstatfs
fstatfs F3                           -> bsize=4K
# case: file.F3.syncfs
syncfs F3                            -> 0
# case: file.F3.fchmod
fchmod F3 mode=0x180                 -> EINVAL
# case: file.F3.futimens
futimens F3                          -> EINVAL
# case: file.F3.fsetxattr(user)
fsetxattr F3 user len=1              -> EOPNOTSUPP
# case: file.F3.flistxattr
flistxattr F3                        -> 0
# case: file.F3.fadvise(1)
fadvise F3 random                    -> 0
# case: file.F3.fadvise(4)
fadvise F3 dontneed                  -> 0
# case: file.F3.readahead
readahead F3 off=0 len=0x10000       -> EINVAL
# case: file.F3.copy_file_range(from)
copy_file_range F3 R len=64          -> EXDEV
# case: file.F3.copy_file_range(to)
copy_file_range R F3 len=64          -> EXDEV
# case: file.F3.splice(from)
splice F3 P len=64                   -> EINVAL
# case: file.F3.ioctl(FIONREAD)
ioctl F3 FIONREAD                    -> ENOTTY
# case: file.F3.ioctl(FS_IOC_GETFLAGS)
ioctl F3 FS_IOC_GETFLAGS             -> ENOTTY
# case: file.F3.ioctl(KVM_CHECK_EXTENSION)
ioctl F3 KVM_CHECK_EXTENSION         -> ENOTTY
# case: file.F3.ioctl(FIBMAP)
ioctl F3 FIBMAP                      -> ENOTTY
# case: file.F3.flock
flock F3 ex                          -> 0
# case: file.F3.F_GET_SEALS
fcntl F3 get_seals                   -> EINVAL
# case: file.F3.F_SETFL(DIRECT)
fcntl F3 setfl flags=direct          -> EINVAL
# case: file.F3.poll.revents
poll F3 events=in|out                -> 1 revents=in|out
# case: file.F3.reopen(RDWR)
reopen F3_rdwr F3 flags=rdwr         -> ENXIO
# case: file.F3.reopen(RDONLY)
reopen F3_rdonly F3 flags=rdonly     -> ENXIO
# case: file.F3.reopen(WRONLY)
reopen F3_wronly F3 flags=wronly     -> ENXIO
# case: file.F3.reopen(RDWR|TRUNC)
reopen F3_trunc F3 flags=rdwr|trunc  -> ENXIO
# case: file.F3.linkat
linkat F3                            -> EXDEV
# case: file.F3.execveat
execveat F3                          -> EACCES

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
