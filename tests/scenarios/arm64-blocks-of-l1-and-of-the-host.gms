# ARM-USER-3, ARM-NV-7, ARM-NV-10: a shadow has a block where L1 and the host have one. CONT
# makes one of L1's pages no larger.
# profiles: 7.2 7.3
# worlds: --host-huge-level=2
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=8M                                    -> 0
mmap K anon len=4p                                    -> 0
slot A:0 gpa=0x200000 size=8M hva=H                   -> 0
slot A:1 gpa=0x100000 size=4p hva=K                   -> 0
store H 1                                             -> ok
store H+2M 2                                          -> ok
store H+4M 3                                          -> ok
# Two roots at 0x100000; 2M by a block, 2M by pages, 2M by a block that is read-only.
store K 0x102003                                      -> ok
store K+0x2000 0x2004fd                               -> ok
store K+0x2008 0x103003                               -> ok
store K+0x2010 0x60047d                               -> ok
store K+0x3000 0x100000004004ff                       -> ok
store K+0x3008 0x100000004004ff                       -> ok
el2 A.0 vttbr=0x100000 vtcr=0x800d3558                -> ok
guest A.0 read 0 l2                                   -> 1 level=2M prot=rw
guest A.0 exec 0x5000 l2                              -> ok level=2M prot=rwx
guest A.0 read 0x200000 l2                            -> 2 level=4K prot=rw
guest A.0 read 0x201000 l2                            -> 0 level=4K
guest A.0 read 0x400000 l2                            -> 3 level=2M prot=r
guest A.0 write 0x400000 4 l2                         -> ABORT ec=0x24 fsc=0xe
tlbi A.0 ipas2e1 0x5000                               -> ok
store K+0x2000 0                                      -> ok
guest A.0 read 0x1000 l2                              -> ABORT ec=0x24 fsc=0x6
guest A.0 read 0x200000 l2                            -> 2
# Large pages of L1 that the host has not: 16K tables, 32M blocks.
el2 A.0 vtcr=0x800db558 vttbr=0x100000                -> ok
guest A.0 read 0 l2                                   -> ABORT ec=0x24
munmap H                                              -> 0
guest A.0 read 0x200000 l2                            -> ABORT ec=0x24
invariants                                            -> ok
