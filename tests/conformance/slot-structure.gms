# Memslots: where the structure lies, and on which descriptor the ioctl is issued.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# With argp= the structure is what memory holds at that address. The last 32 bytes of
# the page T are a whole structure of the older ioctl (v1=1), slot 0 of 16 pages at
# 0x100000, and the beginning of one of the newer.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                    -> 0
vcpu A.0                -> 0
mmap H anon len=16p     -> 0
memfd M vm=A size=16p   -> 0
mmap T anon len=1p      -> 0
store T+0xfe8 0x100000  -> ok
store T+0xff0 0x10000   -> ok

# case: slot2.pad1=1
slot A:0 gpa=0x100000 size=16p hva=H memfd=M pad1=1  -> 0
slot A:0 delete                                      -> 0
# case: slot2.argp=NULL
slot A:0 argp=none                                   -> EFAULT
# case: slot1.argp=NULL
slot A:0 argp=none v1=1                              -> EFAULT
# case: slot2.argp_truncated_to_v1
slot A:0 argp=T+0xfe0                                -> EFAULT
# case: slot1.argp_exact_v1
slot A:0 argp=T+0xfe0 v1=1                           -> 0
slot A:0 delete                                      -> 0
# case: slot2.on_dev_kvm_fd
ioctl system KVM_SET_USER_MEMORY_REGION2             -> EINVAL
# case: slot2.on_vcpu_fd
ioctl A.0 KVM_SET_USER_MEMORY_REGION2                -> EINVAL
