# HFAULT-8, COPY-1, MADV-7: a system call that copies to or from a private page, or one
# beyond the end, is told EFAULT; long-term and short references alike. What the page
# table grants needs no fault.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                        -> 0
memfd M vm=A size=4p flags=mmap             -> 0
memfd N vm=A size=4p flags=mmap|init_shared -> 0
mmap H memfd=M len=4p                       -> 0
mmap K memfd=N len=8p                       -> 0
mmap B anon len=4p                          -> 0
store B 0x11                                -> ok
open P pipe                                 -> 0
open T file                                 -> 0
write T off=0 len=4p buf=B                  -> 16384

load H                                      -> SIGBUS code=BUS_ADRERR
write P len=8 buf=H                         -> EFAULT
write P len=8 buf=B                         -> 8
read P len=8 buf=H                          -> EFAULT
read T off=0 len=8 buf=H                    -> EFAULT
write T off=0 len=8 buf=H                   -> EFAULT
clock_gettime H                             -> EFAULT
process_vm_readv B H len=8                  -> EFAULT
process_vm_writev B H len=8                 -> EFAULT
process_vm_readv H B len=8                  -> EFAULT
proc_mem_read H len=8                       -> EIO
vmsplice P H len=8                          -> EFAULT
gup H                                       -> EFAULT
futex_wake H 1                              -> EFAULT
resident M                                  -> pages=

load K+4p                                   -> SIGBUS code=BUS_ADRERR
write P len=8 buf=K+4p                      -> EFAULT
process_vm_readv B K+4p len=8               -> EFAULT
# The pipe has kept what could not be read from it.
read P len=8 buf=K                          -> 8
load K                                      -> 0x11
resident N                                  -> pages=0
invariants                                  -> ok
