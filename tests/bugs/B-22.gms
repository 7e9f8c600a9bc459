# B-22: each page of a block is there and mapped.
vm A                                                    -> 0
memfd M vm=A size=4M flags=mmap|init_shared             -> 0
mmap H memfd=M len=4M                                   -> 0
madvise H populate_write                                -> 0
madvise H collapse                                      -> EINVAL
