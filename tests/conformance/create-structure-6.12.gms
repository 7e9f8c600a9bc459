# KVM_CREATE_GUEST_MEMFD: where its structure lies, when no flag existed.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

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
