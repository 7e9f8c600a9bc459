# KVM_CREATE_GUEST_MEMFD: where its structure lies, and what nobody reads in it.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# reserved= sets every reserved word of the structure, of which the program set one.
# With argp= the structure is what memory holds at that address; the last 16 bytes of
# the page T hold its size and flags, and the rest of it would lie behind the page.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                  -> 0
vcpu A.0              -> 0
mmap T anon len=1p    -> 0
store T+0xff0 0x1000  -> ok

# case: create.reserved[0]=1
# case: create.reserved[1]=1
# case: create.reserved[4]=1
memfd reserved vm=A size=0x1000 reserved=1  -> 0
# case: create.argp=NULL
memfd null vm=A argp=none                   -> EFAULT
# case: create.argp=kernel
memfd kernel vm=A argp=0xffff800000000000   -> EFAULT
# case: create.argp_truncated_to_16_bytes
memfd truncated vm=A argp=T+0xff0           -> EFAULT
# case: create.on_vcpu_fd
ioctl A.0 KVM_CREATE_GUEST_MEMFD            -> EINVAL
