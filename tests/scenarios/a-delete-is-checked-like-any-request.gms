# SLOT-5 to SLOT-13: a delete with bad flags, addresses or offsets fails and deletes
# nothing. What is no part of the checks may be anything. Measured on 6.18 to 7.3.
# profiles: 7.2 7.3

vm A                                                          -> 0
memfd M vm=A size=4p                                          -> 0
mmap H anon len=4p                                            -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M                   -> 0

slot A:0 delete flags=guest_memfd|log_dirty                   -> EINVAL
slot A:1 gpa=0x200000 size=4p memfd=M                         -> EEXIST
slot A:0 delete flags=0x8                                     -> EINVAL
slot A:0 delete gpa=0x100800                                  -> EINVAL
slot A:0 delete hva=H+0x800                                   -> EINVAL
slot A:0 delete hva=0xffff800000000000                        -> EINVAL
slot A:0 delete flags=guest_memfd off=0x800                   -> EINVAL
slot A:1 gpa=0x200000 size=4p memfd=M                         -> EEXIST
slot A:1 delete                                               -> EINVAL

# Without the flag the offset is not looked at.
slot A:0 delete flags=0 off=0x800                             -> 0
slot A:0 delete                                               -> EINVAL
# The other flags that the slot did not have, and the older ioctl.
slot A:0 gpa=0x100000 size=4p hva=H memfd=M                   -> 0
slot A:0 delete flags=log_dirty                               -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M                   -> 0
slot A:0 delete flags=readonly                                -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M                   -> 0
slot A:0 delete v1=1                                          -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M                   -> 0
slot A:0 delete flags=guest_memfd memfd=9999                  -> 0
# An overlap in guest memory is found before the file is bound, which stays free.
slot A:0 gpa=0x100000 size=4p hva=H                           -> 0
slot A:1 gpa=0x102000 size=4p memfd=M                         -> EEXIST
slot A:1 gpa=0x200000 size=4p memfd=M                         -> 0
invariants                                                    -> ok
