# ARM-PGT-13, ARM-ABORT-3: what a vCPU remembers of its guest is no answer for an address that
# looks like it but for bits that no address has.
# profiles: 7.2 7.3
# worlds: --tlb=1
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
guest A.0 write 0x8000 7 l2                           -> ok
guest A.0 read 0x10000000008000                       -> ABORT fsc=0
guest A.0 read 0x20000000008000                       -> ABORT fsc=0
guest A.0 read 0x30000000008000 l2                    -> ABORT fsc=0
guest A.0 read 0x8000 l2                              -> 7
