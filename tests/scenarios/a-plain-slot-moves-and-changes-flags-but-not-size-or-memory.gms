# SLOT-15, SLOT-16: what may change about an existing slot. After a move the guest
# finds its memory at the new place and nothing at the old one (SLOT-33).
# profiles: 6.12 6.18 7.2 7.3

vm A                                                     -> 0
vcpu A.0                                                 -> 0
mmap H anon len=4p                                       -> 0
mmap G anon len=4p                                       -> 0
slot A:0 gpa=0x100000 size=4p hva=H                      -> 0
guest A.0 write 0x100000 0x11                            -> ok

# The same once more is nothing at all.
slot A:0 gpa=0x100000 size=4p hva=H                      -> 0
slot A:0 gpa=0x100000 size=4p hva=G                      -> EINVAL
slot A:0 gpa=0x100000 size=3p hva=H                      -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=readonly       -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H flags=log_dirty      -> 0
slot A:0 gpa=0x100000 size=4p hva=H                      -> 0
guest A.0 read 0x100000                                  -> 0x11

slot A:0 gpa=0x200000 size=4p hva=H                      -> 0
guest A.0 read 0x100000                                  -> MMIO
guest A.0 read 0x200000                                  -> 0x11
invariants                                               -> ok
