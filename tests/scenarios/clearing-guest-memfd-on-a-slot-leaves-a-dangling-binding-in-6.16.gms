# HZ-4: a request without GUEST_MEMFD on a guest_memfd slot passed for a change of
# flags. The slot was replaced by a plain one and the file kept pointing to the old:
# nobody can bind that range again, not even when the slot is gone. Fixed in 6.19
# (SLOT-15).
profile 6.16

vm P type=sw_protected                              -> 0
mmap H anon len=4p                                  -> 0
memfd M vm=P size=4p                                -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
slot P:0 gpa=0x100000 size=4p hva=H                 -> 0
slot P:1 gpa=0x200000 size=4p memfd=M               -> EINVAL
slot P:0 delete                                     -> 0
slot P:1 gpa=0x200000 size=4p memfd=M               -> EINVAL
close M                                             -> 0
