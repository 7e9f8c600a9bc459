# P-29: a file belongs to the VM that made it.
vm A                                                    -> 0
vm B                                                    -> 0
memfd M vm=B size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> EINVAL
