# PROTO-P, INVAL-9: the hole takes its pages out of the guest's page table, and no
# others; the guest finds fresh zero pages.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=8p flags=mmap|init_shared         -> 0
slot A:0 gpa=0x100000 size=8p memfd=M               -> 0
guest A.0 write 0x101000 0x11                       -> ok
guest A.0 write 0x102000 0x22                       -> ok
guest A.0 write 0x103000 0x33                       -> ok

# page of the file   01234567
# mapped             .xxx....
# hole               ..^^....
fallocate M off=2p len=2p mode=keep_size|punch_hole -> 0
where A 0x101000                                    -> memfd=M page=1
where A 0x102000                                    -> unmapped
where A 0x103000                                    -> unmapped
resident M                                          -> pages=1
guest A.0 read 0x101000                             -> 0x11
guest A.0 read 0x102000                             -> 0
resident M                                          -> pages=1,2
invariants                                          -> ok
