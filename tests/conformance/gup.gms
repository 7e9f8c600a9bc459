# The kernel's access to memory that the host has mapped, on behalf of a system call.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# F1 is a file of 16 pages with MMAP, whose pages the host may map but not touch;
# F3 is one with MMAP and INIT_SHARED, ordinary shared memory.
# The program took its long-term references by registering a buffer with io_uring.
# A byte is looked at by the word that it begins.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                    -> 0
mmap B anon len=4p      -> 0
store B 0x6262626262626262  -> ok
store B+1p 0            -> ok
open T file             -> 0
write T off=0 len=1p buf=B  -> 4096
open D file flags=direct  -> 0
open P pipe             -> 0

memfd F1 vm=A size=16p flags=mmap  -> 0
mmap H1 memfd=F1 len=16p           -> 0
process_vm_readv B+1p H1 len=1p    -> EFAULT
# case: gup.F1.process_vm_readv(written).byte
load B+1p                          -> 0
# case: gup.F1.pread(file,map)
read T off=0 len=1p buf=H1+3p      -> EFAULT
# case: gup.F1.pread(file).byte
load H1+3p                         -> SIGBUS code=BUS_ADRERR
# case: gup.F1.pwrite(file,map)
write T off=0 len=1p buf=H1        -> EFAULT
# case: gup.F1.vmsplice
vmsplice P H1 len=1p               -> EFAULT
# case: gup.F1.proc_mem.read
proc_mem_read H1 len=8             -> EIO
# case: gup.F1.proc_mem.write
proc_mem_write H1 len=8            -> EIO
# case: gup.F1.futex_wake(shared)
futex_wake H1+8p 1                 -> EFAULT
# case: gup.F1.futex_wait(shared,1ms)
futex_wait H1+8p 0                 -> EFAULT
# case: gup.F1.futex_wait(shared,wrong)
futex_wait H1+8p 77                -> EFAULT
# case: gup.F1.io_uring_register_buffers(longterm_pin)
gup H1                             -> EFAULT

memfd F3 vm=A size=16p flags=mmap|init_shared  -> 0
mmap H3 memfd=F3 len=16p                       -> 0
store H3 0x71                                  -> ok
# case: gup.F3.process_vm_readv(written)
process_vm_readv B+1p H3 len=1p                -> 4096
load B+1p                                      -> 0x71
# case: gup.F3.process_vm_writev
process_vm_writev B H3+1p len=1p               -> 4096
# case: gup.F3.process_vm_writev.byte
load H3+1p                                     -> 0x6262626262626262
# case: gup.F3.write(pipe,map,100)
write P len=100 buf=H3                         -> 100
read P len=100                                 -> 100
# case: gup.F3.O_DIRECT.pwrite(file,map)
write D off=0 len=1p buf=H3                    -> 4096
# case: gup.F3.vmsplice
vmsplice P H3 len=1p                           -> 4096
# case: gup.F3.proc_mem.read
proc_mem_read H3 len=8                         -> 8
# case: gup.F3.clock_gettime_syscall_into_map
clock_gettime H3+10p                           -> 0
# case: gup.F3.io_uring_register_buffers(longterm_pin)
gup H3                                         -> ok
ungup H3                                       -> ok

# The kernel reads the structure of an ioctl there: a new page, a file of size 0.
# case: gup.F3.KVM_CREATE_GUEST_MEMFD(argp_in_map)
memfd G vm=A argp=H3+12p  -> EINVAL

# What is in the pipe stays what it was: the page left the file.
fallocate F3 off=0 len=1p mode=keep_size|punch_hole  -> 0
load H3                        -> 0
# case: gup.pinned_by_pipe.pipe_reads
read P len=1p buf=B+2p         -> 4096
load B+2p                      -> 0x71
invariants                     -> ok
