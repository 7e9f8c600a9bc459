# ATTR-6: the call sees that nothing would change and leaves the page tables alone.
# profiles: 6.12 6.18 7.2 7.3

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=2p                                -> 0
slot P:0 gpa=0x100000 size=2p memfd=M               -> 0
attributes P gpa=0x100000 size=2p private           -> 0
guest P.0 write 0x100000 0x11 private               -> ok
where P 0x100000                                    -> memfd=M page=0
attributes P gpa=0x100000 size=2p private           -> 0
where P 0x100000                                    -> memfd=M page=0
attributes P gpa=0x100000 size=2p shared            -> 0
where P 0x100000                                    -> unmapped
