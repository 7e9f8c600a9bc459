# ARM-INVAL-13, ARM-S2-11: what L1 changed holds for its guest when it says TLBI. A shadow is
# VTTBR_EL2's; one that is used anew is emptied.
# profiles: 7.2 7.3
# worlds: - --tlb=1
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0

store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
store H+0x5048 0x1074ff                               -> ok
store H+0x6010 6                                      -> ok
store H+0x7010 7                                      -> ok
el2 A.0 vttbr=0x1000000102000 vtcr=0x800d3558         -> ok
guest A.0 read 0x8010 l2                              -> 6
guest A.0 read 0x9010 l2                              -> 7
store H+0x5040 0x1074ff                               -> ok
store H+0x5048 0                                      -> ok
guest A.0 read 0x8010 l2                              -> 6
tlbi A.0 ipas2e1 0x8000                               -> ok
guest A.0 read 0x8010 l2                              -> 7
guest A.0 read 0x9010 l2                              -> 7
# Of another VMID: nothing.
el2 A.0 vttbr=0x2000000102000                         -> ok
tlbi A.0 vmalls12e1                                   -> ok
guest A.0 read 0x9010 l2                              -> ABORT ec=0x24 fsc=0x7
el2 A.0 vttbr=0x1000000102000                         -> ok
guest A.0 read 0x9010 l2                              -> 7
tlbi A.0 vmalls12e1                                   -> ok
guest A.0 read 0x9010 l2                              -> ABORT ec=0x24 fsc=0x7
# Where no leaf tells a level it is all that L1 could map by one.
guest A.0 read 0x8010 l2                              -> 7
store H+0x5040 0                                      -> ok
tlbi A.0 ipas2e1 0x30000000                           -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0x7
# A third takes the place of one of the two.
store H+0x5040 0x1064ff                               -> ok
guest A.0 read 0x8010 l2                              -> 6
el2 A.0 vttbr=0x3000000102000                         -> ok
store H+0x5040 0x1074ff                               -> ok
guest A.0 read 0x8010 l2                              -> 7
el2 A.0 vttbr=0x2000000102000                         -> ok
guest A.0 read 0x8010 l2                              -> 7
# Without a stage 2 of L1's its addresses are L1's own.
el2 A.0 vtcr=0                                        -> ok
guest A.0 read 0x106010 l2                            -> 6
guest A.0 read 0x8010 l2                              -> MMIO gpa=0x8010
invariants                                            -> ok
