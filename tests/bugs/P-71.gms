# P-71: the slot lives in its file alone, and userspace_addr is other memory.
tdp_mmu 0
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
mmap N anon len=8p flags=shared                         -> 0
store N+1p 0xa01                                        -> ok
slot A:0 gpa=0x100000 size=8p memfd=M hva=N             -> 0
guest A.0 write 0x100000 0x11                           -> ok
guest A.0 read 0x101000                                 -> 0
