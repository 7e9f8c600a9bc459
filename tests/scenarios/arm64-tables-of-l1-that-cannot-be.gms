# ARM-NV-2 to -6, ARM-ABORT-7: what KVM makes of L1's tables and registers. What cannot be
# read, or is no stage 2 at all, leaves KVM_RUN too.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0

store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
# A table where no slot is; an address beyond the 48 bits that L1 has, of a table and a page.
store H+0x4000 0x90000003                             -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
el2 A.0 vtcr=0x80083558                               -> ok
store H+0x4000 0x1000105003                           -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0x2
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x10001064ff                           -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0x3
el2 A.0 vttbr=0x1000102000                            -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0
# No access flag, and neither is one set.
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
store H+0x5040 0x1060ff                               -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0xb
# 01 at the last level; a block of 512G.
store H+0x5040 0x1064fd                               -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0x7
store H+0x2000 0x4fd                                  -> ok
el2 A.0 vtcr=0x800d3590                               -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0x4
# 24 bits, 49 bits; a level that is none; more roots than 16, and less than one.
el2 A.0 vtcr=0x800d3568                               -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
el2 A.0 vtcr=0x800d358f                               -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
el2 A.0 vtcr=0x800d35d8                               -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
el2 A.0 vtcr=0x800d3518                               -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
el2 A.0 vtcr=0x800d3564                               -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
invariants                                            -> ok
