# FD-1, BIND-1: a name stands for its descriptor; when that is closed nothing else is
# reached by it, though the file may live on in a duplicate.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
memfd M vm=A size=4p flags=mmap               -> 0
dup D M                                       -> 0
close M                                       -> 0
close M                                       -> EBADF
fallocate M off=0 len=1p mode=keep_size       -> EBADF
mmap H memfd=M len=4p                         -> EBADF
fstat M                                       -> EBADF
slot A:0 gpa=0x100000 size=4p memfd=M         -> EBADF
slot A:0 gpa=0x100000 size=4p memfd=D         -> 0
close D                                       -> 0
close A                                       -> 0
check_extension A GUEST_MEMFD                 -> EBADF
memfd N vm=A size=4p                          -> EBADF
