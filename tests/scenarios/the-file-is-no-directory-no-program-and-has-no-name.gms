# FOP-14, FOP-15, FOP-16: what a call of the *at family says to the file, by what its path is,
# and calls that want another kind of descriptor.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                        -> 0
memfd M vm=A size=1p                        -> 0
open E epoll                                -> 0
at M openat path=relative                   -> ENOTDIR
at M mkdirat path=relative                  -> ENOTDIR
at M fstatat path=relative                  -> ENOTDIR
at M openat path=empty                      -> ENOENT
at M unlinkat path=nothing                  -> ENOENT
at M statx path=empty                       -> 0
at M statx path=nothing                     -> ENOENT
at M readlinkat path=nothing                -> ENOENT
at M faccessat mode=6                       -> 0
at M faccessat mode=1                       -> EACCES
at M fchmodat                               -> EINVAL
at M utimensat                              -> EINVAL
at M name_to_handle_at                      -> EOPNOTSUPP
execveat M                                  -> EACCES
execveat M path=nothing                     -> ENOENT
execveat M path=relative                    -> ENOTDIR
linkat M                                    -> EXDEV
linkat M path=relative                      -> ENOTDIR
fchdir M                                    -> ENOTDIR
call M getdents64                           -> ENOTDIR
call M getsockname                          -> ENOTSOCK
call M timerfd_settime                      -> EINVAL
call M process_madvise                      -> EBADF
call M cachestat                            -> 0
epoll_ctl E add M                           -> EPERM
epoll_ctl E del M                           -> EPERM
epoll_ctl M add M                           -> EPERM
epoll_ctl E mod M argp=none                 -> EFAULT
epoll_ctl E del M argp=none                 -> EPERM
epoll_ctl 99 add M                          -> EBADF
poll M events=in|out|rdnorm|wrnorm|pri|hup  -> 1 revents=in|out|rdnorm|wrnorm
poll M events=pri                           -> 0 revents=0
close M                                     -> 0
at M statx path=nothing                     -> ENOENT
at M statx path=empty                       -> EBADF
at M readlinkat path=nothing                -> EBADF
call M cachestat                            -> EBADF
fchdir M                                    -> EBADF
