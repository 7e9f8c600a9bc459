# CAP-3, CAP-6, CREATE-1, CREATE-7: every single bit of the mask makes a file, every
# other one is refused.
# profiles: 6.18 6.19 7.1 7.2 7.3
vm A                                          -> 0
check_extension A GUEST_MEMFD_FLAGS           -> 3
memfd M vm=A size=1p flags=0x1                -> 0
memfd N vm=A size=1p flags=0x2                -> 0
memfd O vm=A size=1p flags=0x4                -> EINVAL
memfd P vm=A size=1p flags=0x80000000         -> EINVAL
memfd Q vm=A size=1p flags=0x100000000        -> EINVAL
# INIT_SHARED alone cannot be mapped, MMAP alone cannot be touched.
mmap H memfd=M len=1p                         -> 0
load H                                        -> SIGBUS
mmap G memfd=N len=1p                         -> ENODEV
vm B type=sw_protected                        -> 0
check_extension B GUEST_MEMFD_FLAGS           -> 1
memfd R vm=B size=1p flags=0x1                -> 0
memfd S vm=B size=1p flags=0x2                -> EINVAL
