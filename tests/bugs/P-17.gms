# P-17: the third page finds no memory; the first two stay.
# options: --inject signal:3
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
fallocate M off=0 len=4p mode=keep_size                 -> EINTR
resident M                                              -> pages=0,1
