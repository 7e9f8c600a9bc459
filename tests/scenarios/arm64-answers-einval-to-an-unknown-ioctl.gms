# IOCTL-4.
# profiles: 6.18 7.2
arch arm64

vm A                               -> 0
vcpu A.0                           -> 0
ioctl A 0xaeff                     -> EINVAL
ioctl A KVM_SET_MEMORY_ATTRIBUTES  -> EINVAL
ioctl A.0 0xaeff                   -> EINVAL
ioctl system 0xaeff                -> EINVAL
