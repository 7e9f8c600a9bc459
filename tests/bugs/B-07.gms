# B-07: the second slot wants a page that the first one has.
vm A                                                    -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
slot A:1 gpa=0x200000 size=4p memfd=M off=3p            -> EEXIST
