# Up to 6.17 guest_memfd is for VMs that have private memory (CAP-2). A VM of the
# default type may create a file (CREATE-6) but not bind it (SLOT-5), and there
# are no create flags (CREATE-1).
# profiles: 6.12 6.16
profile 6.16

vm A                                          -> 0
vm P type=sw_protected                        -> 0
check_extension system GUEST_MEMFD            -> 1
check_extension A GUEST_MEMFD                 -> 0
check_extension P GUEST_MEMFD                 -> 1
check_extension system GUEST_MEMFD_FLAGS      -> 0
check_extension P GUEST_MEMFD_FLAGS           -> 0

memfd M vm=A size=4p                          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M         -> EINVAL
memfd M1 vm=A size=4p flags=mmap              -> EINVAL
memfd M2 vm=A size=4p flags=init_shared       -> EINVAL

memfd N vm=P size=4p                          -> 0
slot P:0 gpa=0x100000 size=4p memfd=N         -> 0
memfd N1 vm=P size=4p flags=mmap              -> EINVAL
