# FOP-5: the file has no ioctl of its own; a few are the file layer's.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                  -> 0
memfd M vm=A size=4p                  -> 0
memfd N vm=A size=4p                  -> 0
ioctl M KVM_CREATE_GUEST_MEMFD        -> ENOTTY
ioctl M KVM_CHECK_EXTENSION           -> ENOTTY
ioctl M KVM_RUN                       -> ENOTTY
ioctl M FIONREAD                      -> ENOTTY
ioctl M FIBMAP                        -> ENOTTY
ioctl M FIOQSIZE                      -> ENOTTY
ioctl M FS_IOC_RESVSP                 -> ENOTTY
ioctl M FS_IOC_GETFLAGS               -> ENOTTY
ioctl M FS_IOC_SETFLAGS               -> ENOTTY
ioctl M FS_IOC_SETFLAGS arg=none      -> EFAULT
ioctl M FS_IOC_FSSETXATTR arg=0x1000  -> EFAULT
ioctl M FIGETBSZ                      -> 0
ioctl M FIGETBSZ arg=none             -> EFAULT
ioctl M FIONBIO value=1               -> 0
fcntl M getfl                         -> 0x8802
ioctl M FIONBIO value=0               -> 0
fcntl M getfl                         -> 0x8002
ioctl M FIONBIO arg=none              -> EFAULT
ioctl M FIOASYNC                      -> 0
ioctl M FIOASYNC value=1              -> ENOTTY
ioctl M FIFREEZE                      -> EOPNOTSUPP
ioctl M FITHAW                        -> EINVAL
ioctl M FS_IOC_FIEMAP arg=none        -> EOPNOTSUPP
ioctl M FIDEDUPERANGE                 -> EOPNOTSUPP
ioctl M FIDEDUPERANGE arg=none        -> EFAULT
ioctl M FICLONERANGE arg=none         -> EFAULT
ioctl M FICLONE arg=6                 -> EOPNOTSUPP
ioctl M FICLONE arg=99                -> EBADF
ioctl M 0xaeff                        -> ENOTTY
ioctl M 0x12345678 arg=none           -> ENOTTY
ioctl 99 FIOCLEX                      -> EBADF
