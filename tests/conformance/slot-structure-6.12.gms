# Memslots: where the structure lies, on kernels where a default VM binds no file.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                    -> 0
vcpu A.0                -> 0
mmap H anon len=16p     -> 0
memfd M vm=A size=16p   -> 0
mmap T anon len=1p      -> 0
store T+0xfe8 0x100000  -> ok
store T+0xff0 0x10000   -> ok

# case: slot2.pad1=1
slot A:0 gpa=0x100000 size=16p hva=H memfd=M pad1=1  -> EINVAL
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
