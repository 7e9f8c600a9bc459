# Not built: the capability is 0 and the ioctl is unknown, which on arm64 is
# EINVAL (IOCTL-4).
profile 6.16
arch arm64

vm A                                          -> 0
check_extension system GUEST_MEMFD            -> 0
check_extension A GUEST_MEMFD                 -> 0
memfd M vm=A size=4p                          -> EINVAL
