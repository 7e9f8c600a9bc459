# P-26: the range is free for another slot.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
slot A:0 delete                                         -> 0
slot A:1 gpa=0x200000 size=4p memfd=M                   -> 0
