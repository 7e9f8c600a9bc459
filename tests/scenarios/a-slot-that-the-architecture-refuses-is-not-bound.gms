# BIND-9: the guest address is too high for the processor, which is found after the
# file was bound (7.2), or before (7.3). Either way the range is free afterwards.
# profiles: 6.18 7.2 7.3
profile 7.2

vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap                         -> 0
slot A:0 gpa=0x10000000000000 size=4p memfd=M           -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
invariants                                              -> ok
