# P-76: the host had the page mapped.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H memfd=M len=4p                                   -> 0
store H 0x11                                            -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole      -> 0
load H                                                  -> 0
