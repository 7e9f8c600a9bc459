# COPY-1, PIPE-1, DIRECT-1, PROCESS-VM-1, PROC-MEM-1, PROC-MEM-2, PIPE-3: the second page
# lies beyond the end of the file. Who copies byte by byte counts what came before; a pipe
# counts whole pages and buffers, direct I/O all or nothing (though it moved the first
# page), /proc/PID/mem loses count when its caller's own buffer fails. Measured on 6.18.44.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                        -> 0
memfd M vm=A size=1p flags=mmap|init_shared -> 0
mmap H memfd=M len=2p                       -> 0
mmap B anon len=2p                          -> 0
store B 0x11                                -> ok
store B+4088 0x12                           -> ok
open P pipe                                 -> 0
open T file                                 -> 0
open D file flags=direct                    -> 0
write T off=0 len=2p buf=B                  -> 8192
write D off=0 len=2p buf=B                  -> 8192

process_vm_readv B+1p H+96 len=1p           -> 4000
process_vm_writev B H+96 len=1p             -> 4000
load H+96                                   -> 0x11
process_vm_readv H+96 B len=1p              -> 4000
read T off=0 len=2p buf=H                   -> 4096
read T off=8 len=2p buf=H+96                -> 4000
write T off=0 len=2p buf=H+96               -> 4000
proc_mem_read H+96 len=2p                   -> 4000
proc_mem_write H+96 len=2p                  -> 4000
vmsplice P H+96 len=2p                      -> 4000
read P len=1M                               -> 4000
write P len=2p buf=H                        -> 4096
read P len=1M                               -> 4096

# Not a whole page of the pipe, not a whole buffer of it.
write P len=1p buf=H+96                     -> EFAULT
read P len=1                                -> EAGAIN
write P len=1p buf=B                        -> 4096
store H+4088 0                              -> ok
read P len=1p buf=H+96                      -> EFAULT
read P len=1M                               -> 4096
proc_mem_read B len=2p buf=H                -> EFAULT
proc_mem_write B len=2p buf=H               -> EFAULT
# The page that a write to /proc/PID/mem had taken was written; the read's arrived too.
store H 0                                   -> ok
read D off=0 len=2p buf=H                   -> EFAULT
load H                                      -> 0x11
store H 0x21                                -> ok
write D off=0 len=2p buf=H                  -> EFAULT
read D off=0 len=8 buf=B                    -> EINVAL
read D off=0 len=512 buf=B                  -> 512
load B                                      -> 0x21

# A structure of 16 bytes that straddles the edge is written as far as that.
store H+4088 0x99                           -> ok
clock_gettime H+4088                        -> EFAULT
load H+4088                                 -> 1
invariants                                  -> ok
