# HFAULT-8, PROCESS-VM-1, PROC-MEM-1: process_vm asks the VMA, the processor the page
# table, /proc/PID/mem nobody but for shared memory that may not be written. Measured on
# 6.18.44.

vm A                                        -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap R memfd=M len=4p prot=r                -> 0
mmap W memfd=M len=4p prot=w                -> 0
mmap N memfd=M len=4p prot=none             -> 0
mmap X anon len=4p prot=r                   -> 0
mmap B anon len=4p                          -> 0
store B 0x55                                -> ok
open P pipe                                 -> 0
open T file                                 -> 0
open D file flags=direct                    -> 0
write T off=0 len=1p buf=B                  -> 4096
write D off=0 len=1p buf=B                  -> 4096

process_vm_writev B R len=8                 -> EFAULT
read T off=0 len=8 buf=R                    -> EFAULT
read D off=0 len=512 buf=R                  -> EFAULT
clock_gettime R                             -> EFAULT
proc_mem_write R len=8 buf=B                -> EIO
write P len=8 buf=R                         -> 8
vmsplice P R len=8                          -> 8
process_vm_readv B R len=8                  -> 8
futex_wake R 1                              -> 0

process_vm_readv B W len=8                  -> EFAULT
store W 0x56                                -> ok
process_vm_readv B W len=8                  -> EFAULT
write P len=8 buf=W                         -> 8
proc_mem_read W len=8 buf=B                 -> 8
load B                                      -> 0x56

process_vm_readv B N len=8                  -> EFAULT
write P len=8 buf=N                         -> EFAULT
vmsplice P N len=8                          -> EFAULT
futex_wake N 1                              -> EFAULT
proc_mem_read N len=8 buf=B                 -> 8
proc_mem_write N len=8 buf=B                -> EIO

# Private memory is copied for it, and stays read-only.
proc_mem_write X len=8 buf=B                -> 8
load X                                      -> 0x56
store X 1                                   -> SIGSEGV code=SEGV_ACCERR
process_vm_writev B X len=8                 -> EFAULT
# A private page that cannot be written has no key.
futex_wake X 1                              -> EFAULT
process_vm_readv B 0xffff888000000000 len=8 -> EFAULT
write P len=8 buf=0xffff888000000000        -> EFAULT
proc_mem_read 0x7fffffffffffff00 len=8      -> EIO
proc_mem_read 0xffff888000000000 len=8      -> EINVAL
invariants                                  -> ok
