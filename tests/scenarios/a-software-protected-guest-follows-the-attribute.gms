# CONSUME-1, X86-ERR-6: a software-protected guest cannot say which memory it means;
# KVM takes the attribute. Its accesses need not be named private here either.
# profiles: 6.12 6.18 7.2 7.3

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=2p                                -> 0
mmap H anon len=2p                                  -> 0
slot P:0 gpa=0x100000 size=2p hva=H memfd=M         -> 0
attributes P gpa=0x100000 size=1p private           -> 0
guest P.0 write 0x100000 0x11                       -> ok
guest P.0 write 0x101000 0x22                       -> ok
load H                                              -> 0
load H+1p                                           -> 0x22
resident M                                          -> pages=0
