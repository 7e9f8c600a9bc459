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

vm A          -> 0
open R file   -> 0
open P pipe   -> 0
open E epoll  -> 0

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

# case: file.F0.fstat
# case: file.F0.st_size
# case: file.F0.st_blksize
fstat F0                                      -> size=64K blksize=4K
fallocate F0 off=0 len=0x4000 mode=keep_size  -> 0
# case: file.F0.st_size_after_fallocate
fstat F0                                      -> size=64K blksize=4K

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
# case: file.F0.sendfile(from)
sendfile R F0 off=0 len=64        -> ESPIPE
# The other descriptor was not open.
# case: file.F0.sendfile(to)
sendfile F0 99 off=0 len=64       -> EBADF
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
# case: file.F0.fstatfs.f_type
fstatfs F0                        -> type=0x9041934
# case: file.F0.proc_fd_link
readlink F0                       -> link=anon_inode:[kvm-gmem]
# case: file.F0.F_SETLEASE
fcntl F0 setlease lock=rdlck      -> 0

# case: file.F0.dup
dup D0 F0                                     -> 0
# case: file.F0.dup.fallocate
fallocate D0 off=0 len=0x1000 mode=keep_size  -> 0
close F0                                      -> 0
close D0                                      -> 0
# case: file.F0.closed.fallocate
fallocate F0 off=0 len=0x1000 mode=keep_size  -> EBADF
