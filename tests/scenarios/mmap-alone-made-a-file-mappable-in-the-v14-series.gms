# The interface before it was merged: capability 243 was a boolean named GMEM_MMAP,
# there was no INIT_SHARED, and a file with MMAP was the host's to touch (CAP-4).
# VMs with private memory could not have such a file.
profile mmap-v14

vm A                                          -> 0
check_extension A GMEM_MMAP                   -> 1
check_extension A 244                         -> 0
memfd S vm=A size=4p flags=init_shared        -> EINVAL
memfd M vm=A size=4p flags=mmap               -> 0
mmap H memfd=M len=4p                         -> 0
store H 0x11                                  -> ok
load H                                        -> 0x11

vm P type=sw_protected                        -> 0
memfd N vm=P size=4p flags=mmap               -> EINVAL
