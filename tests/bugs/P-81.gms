# P-81: a guest of the guest had the page mapped.
arch arm64
vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0
store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
guest A.0 write 0x8010 6 l2                           -> ok
fallocate M off=6p len=1p mode=keep_size|punch_hole   -> 0
