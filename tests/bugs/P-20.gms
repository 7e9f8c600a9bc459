# P-20: both are wrong; the mode decides.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
fallocate M off=0 len=8 mode=zero_range                 -> EOPNOTSUPP
