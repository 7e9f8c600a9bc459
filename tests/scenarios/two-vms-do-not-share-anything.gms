# A file belongs to one VM; the same guest address in another VM is other memory.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
vm B                                          -> 0
vcpu A.0                                      -> 0
vcpu B.0                                      -> 0
memfd M vm=A size=1p flags=mmap               -> 0
memfd N vm=B size=1p flags=mmap               -> 0
slot A:0 gpa=0x100000 size=1p memfd=M         -> 0
slot B:0 gpa=0x100000 size=1p memfd=N         -> 0
guest A.0 write 0x100000 0x11                 -> ok
guest B.0 read 0x100000                       -> 0
fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
where B 0x100000                              -> memfd=N page=0
guest A.0 read 0x100000                       -> 0
invariants                                    -> ok
