# ARM-DIRTY-3, ARM-USER-15, ARM-VNCR-15: fetching the log protects all shadows, and drops the
# page of VNCR_EL2.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=16p                                   -> 0
slot A:0 gpa=0x100000 size=16p hva=H flags=log_dirty  -> 0
store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558 vncr=0x107000  -> ok
guest A.0 write 0x8010 6 l2                           -> ok
vncr A.0 write 8 7                                    -> ok
dirty_log A:0                                         -> pages=6
guest A.0 read 0x8010 l2                              -> 6 prot=r
guest A.0 write 0x8010 8 l2                           -> ok
dirty_log A:0                                         -> pages=6
vncr A.0 read 8                                       -> 7
invariants                                            -> ok
