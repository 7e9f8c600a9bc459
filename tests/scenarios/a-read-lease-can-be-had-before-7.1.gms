# FOP-17: leases of a file that counts as open for writing.
# profiles: 6.18 6.19
profile 6.19

vm A                                     -> 0
memfd M vm=A size=4p                     -> 0
dup D M                                  -> 0
fcntl M getlease                         -> 2
fcntl M setlease lock=unlck              -> EAGAIN
fcntl M setlease lock=wrlck              -> EAGAIN
fcntl M setlease arg=3                   -> EINVAL
fcntl M setlease lock=rdlck              -> 0
fcntl M setlease lock=rdlck              -> 0
fcntl M setlease lock=wrlck              -> EAGAIN
fcntl D getlease                         -> 0
fallocate M off=0 len=1p mode=keep_size  -> 0
fcntl M getlease                         -> 0
fcntl D setlease lock=unlck              -> 0
fcntl M getlease                         -> 2
