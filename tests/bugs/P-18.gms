# P-18: there is nothing, and nothing is to be done.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
fallocate M off=4p len=1p mode=keep_size|punch_hole     -> 0
