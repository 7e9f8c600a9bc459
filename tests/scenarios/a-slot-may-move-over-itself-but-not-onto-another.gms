# SLOT-16, SLOT-17, measured: a plain slot may move by less than its size; the new place
# must not touch another slot. A refused move leaves everything where it was.
# profiles: 6.18 7.2 7.3

vm A                                                          -> 0
vcpu A.0                                                      -> 0
mmap H anon len=4p                                            -> 0
store H 0x11                                                  -> ok
slot A:0 gpa=0x100000 size=4p hva=H                           -> 0
slot A:1 gpa=0x200000 size=4p hva=H                           -> 0
guest A.0 read 0x100000                                       -> 0x11

slot A:0 gpa=0x101000 size=4p hva=H                           -> 0
guest A.0 read 0x100000                                       -> MMIO
guest A.0 read 0x101000                                       -> 0x11

slot A:0 gpa=0x200000 size=4p hva=H                           -> EEXIST
slot A:0 gpa=0x203000 size=4p hva=H                           -> EEXIST
guest A.0 read 0x101000                                       -> 0x11
# Moving and logging at once.
slot A:0 gpa=0x300000 size=4p hva=H flags=log_dirty           -> 0
guest A.0 read 0x300000                                       -> 0x11
slot A:2 gpa=0x101000 size=4p hva=H                           -> 0
invariants                                                    -> ok
