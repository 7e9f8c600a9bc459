# P-19: the mode is looked at as it is.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
fallocate M off=0 len=1p mode=punch_hole                -> EOPNOTSUPP
