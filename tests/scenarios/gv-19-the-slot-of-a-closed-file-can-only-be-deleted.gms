# GV-19, BIND-14: the slot stays, without a file; it keeps its guest addresses and
# takes no other file.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                     -> 0
vcpu P.0                                   -> 0
attributes P gpa=0x100000 size=4p private  -> 0
memfd M vm=P size=4p                       -> 0
slot P:0 gpa=0x100000 size=4p memfd=M      -> 0
guest P.0 write 0x100000 0x11 private      -> ok
close M                                    -> 0
where P 0x100000 private                   -> unmapped
guest P.0 read 0x100000 private            -> MEMORY_FAULT gpa=0x100000 size=4K flags=private errno=EFAULT

memfd N vm=P size=4p                       -> 0
slot P:0 gpa=0x100000 size=4p memfd=N      -> EINVAL
slot P:0 gpa=0x200000 size=4p memfd=N      -> EINVAL
slot P:1 gpa=0x100000 size=4p memfd=N      -> EEXIST
slot P:0 delete                            -> 0
slot P:0 gpa=0x100000 size=4p memfd=N      -> 0
guest P.0 read 0x100000 private            -> 0
invariants                                 -> ok
