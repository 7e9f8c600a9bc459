# GV-14: the slot goes away under a private guest address.
# profiles: 6.12 6.18 7.2 7.3

vm P type=sw_protected                        -> 0
vcpu P.0                                      -> 0
memfd M vm=P size=4p                          -> 0
mmap H anon len=4p                            -> 0
attributes P gpa=0x100000 size=4p private     -> 0
slot P:0 gpa=0x100000 size=4p memfd=M         -> 0
guest P.0 read 0x102000 private               -> 0
slot P:0 delete                               -> 0
guest P.0 read 0x102000 private               -> MEMORY_FAULT gpa=0x102000 size=4K flags=private errno=EFAULT
# A plain slot there is no better.
slot P:0 gpa=0x100000 size=4p hva=H           -> 0
guest P.0 read 0x102000 private               -> MEMORY_FAULT gpa=0x102000 size=4K flags=private errno=EFAULT
invariants                                    -> ok
