# ARM-SLOT-13, ARM-DIRTY-1: both flags together are legal, and the log stays empty.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=4p                                    -> 0
store H 5                                             -> ok
slot A:0 gpa=0x100000 size=4p hva=H flags=log_dirty|readonly -> 0
guest A.0 read 0x100000                               -> 5 prot=r
guest A.0 write 0x100000 6                            -> MMIO
dirty_log A:0                                         -> pages=
