# FOP-5: requests that every descriptor has do not reach KVM's own ioctl; a VM and a vCPU are
# no regular files. IOCTL-4, IOCTL-2: what the file layer passes on ends there.
# Found by comparing random operations with Linux 6.18.44.
# profiles: 6.18 7.2

vm A                                -> 0
vcpu A.0                            -> 0
ioctl A FIFREEZE                    -> EOPNOTSUPP
ioctl A FITHAW                      -> EINVAL
ioctl A FS_IOC_FIEMAP               -> EOPNOTSUPP
ioctl A FICLONE arg=777             -> EBADF
ioctl A FIDEDUPERANGE               -> EINVAL
ioctl A FIOASYNC                    -> 0
ioctl A FIOASYNC value=1            -> ENOTTY
ioctl A FIOQSIZE                    -> ENOTTY
ioctl A FS_IOC_SETFLAGS             -> ENOTTY
ioctl A FS_IOC_SETFLAGS arg=none    -> EFAULT
ioctl A.0 FIFREEZE                  -> EOPNOTSUPP
ioctl A.0 FIONBIO                   -> 0
ioctl A.0 FIGETBSZ                  -> 0
ioctl A.0 FIOQSIZE                  -> ENOTTY
ioctl A.0 FS_IOC_SETFLAGS           -> EINVAL
ioctl A FIONREAD                    -> ENOTTY
ioctl A.0 FIONREAD                  -> EINVAL
