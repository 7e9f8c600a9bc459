# P-22: the mapping is a reference to the file, too.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H memfd=M len=4p                                   -> 0
store H 0x11                                            -> ok
close M                                                 -> 0
load H                                                  -> 0x11
