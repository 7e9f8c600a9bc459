# P-15: the page was allocated and nobody has touched it.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
fallocate M off=0 len=1p mode=keep_size                 -> 0
guest A.0 read 0x100000                                 -> 0
