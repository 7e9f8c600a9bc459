# SLOT-12, X86-VM-9: the number of pages has a limit, and so have guest addresses.
# profiles: 6.18 7.2 7.3

vm A                                                            -> 0
slot A:0 gpa=0 size=0x80000000000                               -> EINVAL
slot A:0 gpa=0x10000000000000 size=1p                           -> EINVAL
