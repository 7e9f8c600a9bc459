# B-05: the slot overlaps in the file, and lies beyond what the processor can address.
vm A                                                    -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
slot A:1 gpa=0x400000000000 size=4p memfd=M              -> EINVAL
