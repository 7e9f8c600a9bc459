# ARM-ABORT-5: an address size fault, a TLB conflict.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
guest A.0 read 0x100000 esr=0x92000003               -> EFAULT
guest A.0 read 0x100000 esr=0x92000030               -> EFAULT
guest A.0 read 0x100000                              -> 0
