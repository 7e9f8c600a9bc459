# ARM-PGT-12, OQ-3: flushing for the log is about the VM's own VMID; what a vCPU remembers
# of L1's guest goes on writing, and the log does not know.
# profiles: 7.2 7.3
# worlds: --tlb=1
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=16p                                   -> 0
slot A:0 gpa=0x100000 size=16p hva=H flags=log_dirty  -> 0
store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
guest A.0 write 0x8010 6 l2                           -> ok
guest A.0 write 0x106010 6                            -> ok
dirty_log A:0                                         -> pages=6
guest A.0 write 0x8010 7 l2                           -> ok
dirty_log A:0                                         -> pages=
guest A.0 write 0x106010 8                            -> ok
dirty_log A:0                                         -> pages=6
