# ARM-NV-1, ARM-NV-2, ARM-NV-7, ARM-NV-10: L1's pages have 16K or 64K, a shadow's 4K. CONT
# takes more of the address from what L1's guest said.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=128p flags=mmap|init_shared         -> 0
mmap H memfd=M len=128p                               -> 0
slot A:0 gpa=0x100000 size=128p memfd=M hva=H         -> 0
# 16K: level 2 at 0x104000, level 3 at 0x108000, a page at 0x10c000.
store H+0x4000 0x108003                               -> ok
store H+0x8010 0x10c4ff                               -> ok
store H+0xd010 7                                      -> ok
el2 A.0 vttbr=0x104000 vtcr=0x8005b55c                -> ok
guest A.0 read 0x9010 l2                              -> 7 level=4K
guest A.0 read 0xc010 l2                              -> ABORT fsc=0x7
tlbi A.0 vmalls12e1                                   -> ok
# The same with CONT at level 3: 128 pages, 2M; and at level 2, a block of 32M.
store H+0x8010 0x100000000004ff                       -> ok
guest A.0 read 0x9010 l2                              -> MMIO gpa=0x9010
store H+0x4000 0x100000000004fd                       -> ok
guest A.0 read 0x109010 l2                            -> 0
guest A.0 read 0x10d010 l2                            -> 7
# 64K: level 2 at 0x110000, level 3 at 0x120000, a page at 0x130000.
store H+0x10000 0x120003                              -> ok
store H+0x20008 0x1304ff                              -> ok
store H+0x3f010 9                                     -> ok
el2 A.0 vttbr=0x110000 vtcr=0x80057558                -> ok
guest A.0 read 0x1f010 l2                             -> 9
store H+0x20008 0x100000000004ff                      -> ok
tlbi A.0 ipas2e1 0x1f000                              -> ok
guest A.0 read 0x13f010 l2                            -> ABORT fsc=0x7
# 4K with CONT, and a granule that does not exist, which is read as 4K.
store H 0x102003                                      -> ok
store H+0x2000 0x103003                               -> ok
store H+0x3868 0x100000001004ff                       -> ok
el2 A.0 vttbr=0x100000 vtcr=0x8005f558                -> ok
guest A.0 read 0x10d010 l2                            -> 7
# Start levels that larger granules have not.
el2 A.0 vtcr=0x8005b5dc                               -> ok
guest A.0 read 0x9010 l2                              -> EFAULT
el2 A.0 vtcr=0x800575d8                               -> ok
guest A.0 read 0x9010 l2                              -> EFAULT
# An output that PS does not reach.
el2 A.0 vttbr=0x100000 vtcr=0x80003558                -> ok
guest A.0 read 0x10d010 l2                            -> 7
