# P-31: the mapping is longer than the file.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H memfd=M len=8p                                   -> 0
load H+4p                                               -> SIGBUS
