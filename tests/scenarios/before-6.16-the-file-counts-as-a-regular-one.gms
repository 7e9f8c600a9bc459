# FOP-5, FOP-12: readahead, FIONREAD, FIOQSIZE and FIBMAP.
# profiles: 6.12
profile 6.12

vm A type=sw_protected     -> 0
memfd M vm=A size=4p       -> 0
readahead M off=0 len=4K   -> 0
readahead M len=-1         -> EINVAL
ioctl M FIONREAD           -> 0
ioctl M FIONREAD arg=none  -> EFAULT
ioctl M FIOQSIZE           -> 0
ioctl M FIBMAP             -> EINVAL
fstatfs M                  -> type=0x9041934
readlink M                 -> link=anon_inode:[kvm-gmem]
