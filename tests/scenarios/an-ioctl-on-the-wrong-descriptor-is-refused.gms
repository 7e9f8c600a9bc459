# IOCTL-1, IOCTL-2, IOCTL-3, IOCTL-4: a VM answers ENOTTY to what it does not know, a vCPU
# and /dev/kvm EINVAL; what a VM knows is copied in first.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                         -> 0
vcpu A.0                                     -> 0
ioctl system KVM_GET_API_VERSION             -> 12
ioctl system KVM_GET_API_VERSION arg=1       -> EINVAL
ioctl system KVM_SET_USER_MEMORY_REGION2     -> EINVAL
ioctl system KVM_CREATE_GUEST_MEMFD          -> EINVAL
ioctl system 0xaeff                          -> EINVAL
ioctl system 0x5401                          -> EINVAL
ioctl A KVM_CREATE_VM                        -> ENOTTY
ioctl A KVM_RUN                              -> ENOTTY
ioctl A KVM_PRE_FAULT_MEMORY                 -> ENOTTY
ioctl A 0xaeff                               -> ENOTTY
ioctl A TCGETS                               -> ENOTTY
ioctl A KVM_CREATE_GUEST_MEMFD arg=none      -> EFAULT
ioctl A KVM_SET_USER_MEMORY_REGION arg=none  -> EFAULT
ioctl A KVM_GET_DIRTY_LOG arg=0x1000         -> EFAULT
ioctl A.0 KVM_CREATE_GUEST_MEMFD             -> EINVAL
ioctl A.0 KVM_CHECK_EXTENSION                -> EINVAL
ioctl A.0 KVM_PRE_FAULT_MEMORY arg=none      -> EFAULT
ioctl A.0 0xaeff                             -> EINVAL
ioctl A.0 TCGETS                             -> EINVAL

open E eventfd                  -> 0
open P epoll                    -> 0
ioctl E KVM_CREATE_GUEST_MEMFD  -> ENOTTY
ioctl P KVM_CREATE_GUEST_MEMFD  -> EINVAL
