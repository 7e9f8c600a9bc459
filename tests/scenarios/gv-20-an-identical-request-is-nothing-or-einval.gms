# GV-20, SLOT-15, SLOT-16: for a plain slot the same request once more is nothing at all;
# with GUEST_MEMFD even the identical one fails. That nothing happened shows in what the
# processor remembers of an address without a slot: every change of slots makes it stale
# (X86-MMIO-2), and then the address, private by now, is an exit.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                               -> 0
vcpu P.0                                             -> 0
memfd M vm=P size=8p                                 -> 0
mmap H anon len=4p                                   -> 0
slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
slot P:1 gpa=0x200000 size=4p hva=H memfd=M          -> 0
guest P.0 read 0x900000                              -> MMIO
attributes P gpa=0x900000 size=1p private            -> 0

slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
guest P.0 read 0x900000                              -> MMIO
slot P:0 gpa=0x100000 size=4p hva=H v1=1             -> 0
guest P.0 read 0x900000                              -> MMIO
slot P:1 gpa=0x200000 size=4p hva=H memfd=M          -> EINVAL
guest P.0 read 0x900000                              -> MMIO

# As soon as a flag differs, it is a change.
slot P:0 gpa=0x100000 size=4p hva=H flags=log_dirty  -> 0
guest P.0 read 0x900000                              -> MEMORY_FAULT gpa=0x900000 flags=0 errno=EFAULT
invariants                                           -> ok
