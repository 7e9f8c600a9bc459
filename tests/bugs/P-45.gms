# P-45: what is shared at first would not be private.
vm A type=sw_protected                                  -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> EINVAL
