# B-08: what can be mapped is not what the host may see.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap                         -> 0
mmap H memfd=M len=4p                                   -> 0
load H                                                  -> SIGBUS
