# INVAL-9, SCN-17: two slots of one file, in the other order in guest memory, and a
# hole that spans both.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
slot A:0 gpa=0x200000 size=2p memfd=M off=0         -> 0
slot A:1 gpa=0x100000 size=2p memfd=M off=2p        -> 0
guest A.0 write 0x200000 0x10                       -> ok
guest A.0 write 0x201000 0x11                       -> ok
guest A.0 write 0x100000 0x12                       -> ok
guest A.0 write 0x101000 0x13                       -> ok
fallocate M off=1p len=2p mode=keep_size|punch_hole -> 0
where A 0x200000                                    -> memfd=M page=0
where A 0x201000                                    -> unmapped
where A 0x100000                                    -> unmapped
where A 0x101000                                    -> memfd=M page=3
guest A.0 read 0x201000                             -> 0
guest A.0 read 0x101000                             -> 0x13
invariants                                          -> ok
