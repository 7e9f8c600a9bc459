# X86-CFG-5, X86-SPTE-1, X86-FAULT-8, X86-FAULT-9: what was made ahead of an access has
# its rights taken away, so that the access is seen. It gets them back by the fast path.
profile 7.2
ad_bits 0

vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
prefault A.0 gpa=0x100000 size=2p                       -> 0 left=0
where A 0x100000                                        -> memfd=M page=0 prot=none
guest A.0 read 0x100000                                 -> 0
where A 0x100000                                        -> memfd=M page=0 prot=rx
guest A.0 write 0x100000 7                              -> ok
where A 0x100000                                        -> memfd=M page=0 prot=rwx
guest A.0 write 0x101000 8                              -> ok
where A 0x101000                                        -> memfd=M page=1 prot=rwx
fallocate M off=0 len=1p mode=keep_size|punch_hole      -> 0
where A 0x100000                                        -> unmapped
guest A.0 read 0x100000                                 -> 0
# Made for an access, not ahead of it: X86-SPTE-6.
where A 0x100000                                        -> memfd=M page=0 prot=rwx
invariants                                              -> ok
