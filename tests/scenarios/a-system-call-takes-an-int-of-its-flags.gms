# UFFD-1, UFFD-2, MLOCK-1, MLOCK-3, MSYNC-1, FALLOC-2, FOP-14, FOP-10, PIPE-3: flags and modes that are an
# int lose their upper half; and which check comes first. Found by comparing random
# operations with Linux 6.18.44.
# profiles: 6.18 7.2

vm A                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared       -> 0
mmap H memfd=M len=4p                             -> 0
mlock H flags=0x100000000                         -> 0
munlock H                                         -> 0
mlockall flags=0x100000000                        -> EINVAL
msync H flags=0x100000000                         -> 0
fallocate M off=0 len=1p mode=0x100000001         -> 0
fallocate M off=0 len=1p mode=0x100000000         -> EOPNOTSUPP
at M faccessat mode=0x73                          -> EINVAL
sendfile A M off=0 len=-1                         -> ESPIPE
vmsplice M H len=0                                -> 0
vmsplice M H len=1                                -> EBADF
mmap E anon len=1p                                -> 0
uffd_unregister E len=128T                        -> EINVAL
uffd_register E len=128T mode=missing             -> EINVAL
close M                                           -> 0
vmsplice M H len=0                                -> EBADF
at M faccessat mode=0x73                          -> EINVAL
at M faccessat mode=4                             -> EBADF
