# ATTR-13, INV-39: with MMAP both sides are the same page of the file.
# profiles: 6.18 7.2 7.3

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=4p flags=mmap                     -> 0
mmap H anon len=4p                                  -> 0
store H 0x77                                        -> ok
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0

guest P.0 write 0x100000 0x11                       -> ok
load H                                              -> 0x77
attributes P gpa=0x100000 size=4p private           -> 0
where P 0x100000                                    -> unmapped
guest P.0 read 0x100000 private                     -> 0x11
guest P.0 write 0x100000 0x22 private               -> ok
attributes P gpa=0x100000 size=4p shared            -> 0
guest P.0 read 0x100000                             -> 0x22
load H                                              -> 0x77
invariants                                          -> ok
