# P-01: the slot begins at page 2 of the file.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=2p memfd=M off=2p            -> 0
guest A.0 write 0x101000 0x11                           -> ok
fallocate M off=3p len=1p mode=keep_size|punch_hole     -> 0
