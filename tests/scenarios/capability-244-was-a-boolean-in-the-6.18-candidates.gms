# During 6.18-rc capability 244 was the boolean GUEST_MEMFD_MMAP (CAP-4). MMAP alone
# let the host touch the pages; INIT_SHARED came with the release.
profile 6.18-rc

vm A                                          -> 0
check_extension A GUEST_MEMFD_MMAP            -> 1
memfd S vm=A size=4p flags=init_shared        -> EINVAL
memfd M vm=A size=4p flags=mmap               -> 0
mmap H memfd=M len=4p                         -> 0
store H 0x11                                  -> ok
