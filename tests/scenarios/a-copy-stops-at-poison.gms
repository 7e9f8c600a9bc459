# HFAULT-8, POISON-3, COPY-1: poison is EFAULT for a copy and for GUP that does not ask to
# be told apart.
# profiles: 6.18 7.2 7.3

vm A                                        -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap H memfd=M len=4p                       -> 0
mmap B anon len=2p                          -> 0
open P pipe                                 -> 0
store H 1                                   -> ok
store H+1p 2                                -> ok
poison M off=1p
write P len=2p buf=H                        -> 4096
write P len=1p buf=H+1p                     -> EFAULT
read P len=1M                               -> 4096
vmsplice P H len=2p                         -> 4096
vmsplice P H+1p len=1p                      -> EFAULT
process_vm_readv B H len=2p                 -> 4096
process_vm_readv B H+1p len=1p              -> EFAULT
proc_mem_read H len=2p                      -> 4096
proc_mem_read H+1p len=1p                   -> EIO
futex_wake H+1p 1                           -> EFAULT
clock_gettime H+1p                          -> EFAULT
fork C                                      -> 0
load H+1p by=C                              -> SIGBUS code=BUS_MCEERR_AR
load H by=C                                 -> 1
