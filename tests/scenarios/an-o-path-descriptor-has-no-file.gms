# FD-3, FOP-6: with O_PATH the file can be opened again, but what needs the file is
# EBADF, binding, mapping and allocating too.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                         -> 0
memfd M vm=A size=4p flags=mmap|init_shared  -> 0
reopen P M flags=path|cloexec                -> 0
reopen Q P flags=path                        -> 0
slot A:0 gpa=0x100000 size=4p memfd=P        -> EBADF
mmap H memfd=P len=4p                        -> EBADF
fallocate P off=0 len=1p mode=keep_size      -> EBADF
read P len=8                                 -> EBADF
fsync P                                      -> EBADF
ioctl P FIOCLEX                              -> EBADF
flock P ex                                   -> EBADF
fcntl P getlk                                -> EBADF
poll P                                       -> 1 revents=nval

# What is about the descriptor, or about where it leads, is answered.
fcntl P getfl          -> 0x200000
fcntl P getfd          -> 1
fcntl Q getfd          -> 0
fcntl P setfd arg=0    -> 0
fcntl P getfd          -> 0
fstat P                -> size=4p type=reg
fstatfs P              -> bsize=4K
fchdir P               -> ENOTDIR
execveat P             -> EACCES
linkat P               -> EXDEV
reopen R P flags=rdwr  -> ENXIO
dup D P                -> 0
fcntl D getfl          -> 0x200000

# With O_NOFOLLOW it is the link that is opened.
reopen L M flags=path|nofollow  -> 0
fcntl L getfl                   -> 0x220000
close L                         -> 0
invariants                      -> ok
