# P-30: what is written there would be nowhere.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H memfd=M len=4p flags=private                     -> EINVAL
