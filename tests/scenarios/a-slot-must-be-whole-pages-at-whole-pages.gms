# SLOT-6 to SLOT-11: alignment of size, gpa, userspace_addr and file offset, and
# sums that wrap.
# profiles: 6.18 7.2 7.3

vm A                                                            -> 0
memfd M vm=A size=4p                                            -> 0
mmap H anon len=4p                                              -> 0

slot A:0 gpa=0x100000 size=0x1001 hva=H                         -> EINVAL
slot A:0 gpa=0x100800 size=1p hva=H                             -> EINVAL
slot A:0 gpa=0x100000 size=1p hva=H+0x800                       -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=0x800                 -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=0xfffffffffffff000    -> EINVAL
slot A:0 gpa=0xfffffffffffff000 size=2p hva=H                   -> EINVAL
# An address that no process has.
slot A:0 gpa=0x100000 size=1p hva=0xffff800000000000            -> EINVAL
# Deleting what is not there (SLOT-13).
slot A:0 delete                                                 -> EINVAL

# userspace_addr 0 is an address like another; nothing needs to be mapped (SLOT-8).
slot A:0 gpa=0x100000 size=4p hva=none                          -> 0
slot A:0 delete                                                 -> 0
