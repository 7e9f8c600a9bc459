# FOP-8, FOP-18: the commands of fcntl, each with the values at its edges.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
memfd M vm=A size=16p  -> 0

# Status flags: only some can be set, O_DIRECT is refused.
fcntl M setfl flags=append|noatime|nonblock|async  -> 0
fcntl M getfl                                      -> 0x48c02
fcntl M setfl flags=direct                         -> EINVAL
fcntl M setfl arg=-1                               -> EINVAL
fcntl M setfl                                      -> 0
fcntl M getfl                                      -> 0x8002

fcntl M get_seals               -> EINVAL
fcntl M add_seals arg=1         -> EINVAL
fcntl M setpipe_sz arg=4K       -> EBADF
fcntl M getpipe_sz              -> EBADF
fcntl M notify                  -> 0
fcntl M notify arg=0x80000000   -> 0
fcntl M notify arg=1            -> ENOTDIR
fcntl M getsig                  -> 0
fcntl M setsig arg=64           -> 0
fcntl M getsig                  -> 64
fcntl M setsig arg=65           -> EINVAL
fcntl M setown                  -> 0
fcntl M setown arg=-2147483648  -> EINVAL
fcntl M getown                  -> 0
fcntl M setown_ex argp=none     -> EFAULT
fcntl M getown_ex               -> 0
fcntl M get_rw_hint             -> 0
fcntl M get_rw_hint argp=none   -> EFAULT
fcntl M set_rw_hint arg=5       -> 0
fcntl M set_rw_hint arg=6       -> EINVAL
fcntl M get_file_rw_hint        -> EINVAL
fcntl M cancellk                -> EINVAL
fcntl M 12                      -> EINVAL
fcntl M 1041                    -> EINVAL

# Record locks: the range is looked at first, then the type.
fcntl M getlk lock=rdlck                                          -> 0
fcntl M getlk lock=unlck                                          -> EINVAL
fcntl M ofd_getlk lock=unlck                                      -> 0
fcntl M ofd_getlk lock=rdlck pid=5                                -> EINVAL
fcntl M setlk argp=none                                           -> EFAULT
fcntl M setlk lock=9                                              -> EINVAL
fcntl M setlk lock=rdlck whence=data                              -> EINVAL
fcntl M setlk lock=rdlck off=-1                                   -> EINVAL
fcntl M setlk lock=rdlck off=4 len=-4                             -> 0
fcntl M setlk lock=rdlck off=4 len=-5                             -> EINVAL
fcntl M setlk lock=rdlck off=0x7fffffffffffffff len=1             -> 0
fcntl M setlk lock=rdlck off=0x7fffffffffffffff len=2             -> EOVERFLOW
fcntl M setlk lock=rdlck whence=end off=0x7fffffffffffffff len=1  -> EOVERFLOW
fcntl M setlk lock=rdlck whence=end len=-64K                      -> 0
fcntl M setlk lock=rdlck whence=end off=-65537                    -> EINVAL
fcntl M setlkw lock=wrlck                                         -> 0
fcntl M setlk lock=unlck                                          -> 0
fcntl M ofd_setlk lock=wrlck                                      -> 0
fcntl M ofd_setlkw lock=unlck                                     -> 0

flock M sh     -> 0
flock M ex|nb  -> 0
flock M un     -> 0
flock M mand   -> 0
flock M sh|un  -> EINVAL
flock M nb     -> EINVAL
