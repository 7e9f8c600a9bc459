# P-16: the page behind the last.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
fallocate M off=4p len=1p mode=keep_size                -> EINVAL
