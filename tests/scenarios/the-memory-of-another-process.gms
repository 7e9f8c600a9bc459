# PROCESS-VM-1, PROCESS-VM-2, PROC-MEM-1, PROC-MEM-3, MADV-7: pages are brought in on
# behalf of the process whose they are; one that ended has no memory, and a descriptor of
# /proc/PID/mem that is left over reads nothing.

vm A                                        -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap B anon len=4p                          -> 0
fork C                                      -> 0
mmap K memfd=M len=4p by=C                  -> 0
mmap Y anon len=4p by=C                     -> 0
store B 0x11                                -> ok
process_vm_writev B K len=1p of=C           -> 4096
load K by=C                                 -> 0x11
process_vm_writev B Y+96 len=1p of=C        -> 4096
load Y+96 by=C                              -> 0x11
load B by=C                                 -> 0
resident M                                  -> pages=0
process_vm_readv B+1p K len=8 of=C          -> 8
load B+1p                                   -> 0x11
proc_mem_read K len=8 buf=B+2p of=C         -> 8
load B+2p                                   -> 0x11
proc_mem_write Y len=8 buf=B of=C           -> 8
load Y by=C                                 -> 0x11
# The child looks at its parent; K is nothing there.
process_vm_readv Y B len=8 by=C             -> 8
process_vm_readv Y K len=8 by=C             -> EFAULT
execve C                                    -> 0
process_vm_readv B K len=8 of=C             -> EFAULT
exit C                                      -> 0
process_vm_readv B K len=8 of=C             -> ESRCH
process_vm_readv B K len=0 of=C             -> 0
proc_mem_read K len=8 of=C                  -> 0
proc_mem_write K len=8 of=C                 -> 0
invariants                                  -> ok
