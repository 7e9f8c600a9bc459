# ARM-EXIT-1, ARM-GMEM-5, ARM-ABORT-8, -13: the exit names the address of L1's guest, which
# no slot has; MMIO that of L1.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0

slot A:1 gpa=0x200000 size=16p hva=0x10000            -> 0
store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
store H+0x5048 0x3004ff                               -> ok
store H+0x5050 0x2004ff                               -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
guest A.0 read 0x9010 l2                              -> MMIO gpa=0x300010 len=8
guest A.0 exec 0x9010 l2                              -> ABORT ec=0x21 fsc=0x10
guest A.0 read 0xa010 l2                              -> EFAULT
guest A.0 read 0x8010 l2                              -> 0
poison M off=6p
guest A.0 read 0x8010 l2                              -> MEMORY_FAULT gpa=0x8000 size=4K flags=0 errno=EHWPOISON
guest A.0 read 0x106010                               -> MEMORY_FAULT gpa=0x106000 errno=EHWPOISON
# Beyond what any guest of L1 can have.
guest A.0 read 0x1000000000000 l2                     -> ABORT ec=0x25 fsc=0
