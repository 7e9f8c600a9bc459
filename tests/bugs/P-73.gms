# P-73: the vCPU remembers where the page was.
tlb 1
arch arm64
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole      -> 0
guest A.0 read 0x100000                                 -> 0
