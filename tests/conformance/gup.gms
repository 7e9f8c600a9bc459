# Long-term references to pages that the host has mapped.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# F1 is a file of 16 pages with MMAP, whose pages the host may map but not touch;
# F3 is one with MMAP and INIT_SHARED, ordinary shared memory.
# The program took its references by registering a buffer with io_uring.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

memfd F1 vm=A size=16p flags=mmap  -> 0
mmap H1 memfd=F1 len=16p           -> 0
# case: gup.F1.io_uring_register_buffers(longterm_pin)
gup H1                             -> EFAULT

memfd F3 vm=A size=16p flags=mmap|init_shared  -> 0
mmap H3 memfd=F3 len=16p                       -> 0
# case: gup.F3.io_uring_register_buffers(longterm_pin)
gup H3                                         -> ok
ungup H3                                       -> ok

# The kernel reads the structure of an ioctl there: a new page, a file of size 0.
# case: gup.F3.KVM_CREATE_GUEST_MEMFD(argp_in_map)
memfd G vm=A argp=H3  -> EINVAL
