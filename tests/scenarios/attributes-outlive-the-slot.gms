# ATTR-12, X86-ATTR-10: attributes belong to guest addresses, not to slots. A new slot
# finds them as they are.
# profiles: 6.12 6.18 7.2 7.3

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=4p                                -> 0
mmap H anon len=4p                                  -> 0
# Set before there is a slot.
attributes P gpa=0x101000 size=2p private           -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
guest P.0 write 0x101000 0x11 private               -> ok
resident M                                          -> pages=1

slot P:0 delete                                     -> 0
slot P:1 gpa=0x100000 size=4p hva=H memfd=M         -> 0
guest P.0 read 0x101000 private                     -> 0x11
guest P.0 read 0x103000                             -> 0
resident M                                          -> pages=1
invariants                                          -> ok
