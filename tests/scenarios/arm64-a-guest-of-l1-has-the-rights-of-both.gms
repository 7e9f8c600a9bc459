# ARM-ABORT-7, ARM-NV-1, -4, -7, -8, -9, ARM-GMEM-2, -6: L1's stage 2 is in its memory, two
# roots at 0x102000. What it denies is L1's abort; what it does not map too.
# profiles: 7.1 7.2 7.3
# worlds: - --tlb=1 --dic=1
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0

store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
store H+0x5048 0x4000000010747f                       -> ok
store H+0x5050 0x1084bf                               -> ok
store H+0x6010 7                                      -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok

# Readable, writable, executable.
guest A.0 read 0x8010 l2                              -> 7
guest A.0 write 0x8010 8 l2                           -> ok
guest A.0 exec 0x8010 l2                              -> ok prot=rwx
load H+0x6010                                         -> 8
where A 0x8000                                        -> unmapped
where A 0x106000                                      -> unmapped
guest A.0 read 0x106010                               -> 8

# Readable alone: it is mapped as that, and the permission fault is L1's.
guest A.0 write 0x9010 8 l2                           -> ABORT ec=0x24 fsc=0xf
guest A.0 read 0x9010 l2                              -> 0 prot=r
guest A.0 write 0x9010 8 l2                           -> ABORT ec=0x24 fsc=0xf
guest A.0 exec 0x9010 l2                              -> ABORT ec=0x20 fsc=0xf
# Writable alone.
guest A.0 read 0xa010 l2                              -> ABORT ec=0x24 fsc=0xf
guest A.0 write 0xa010 9 l2                           -> ok
load H+0x8010                                         -> 9
# Nothing there, at each level.
guest A.0 read 0xb010 l2                              -> ABORT ec=0x24 fsc=0x7
guest A.0 exec 0x200000 l2                            -> ABORT ec=0x20 fsc=0x6
guest A.0 read 0x40000000 l2                          -> ABORT ec=0x24 fsc=0x5
guest A.0 read 0x10000000000 l2                       -> ABORT ec=0x24 fsc=0x4
invariants                                            -> ok
