# P-02: the hole is pages 0 to 2; the slot below is of another file.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
memfd N vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x102000 size=2p memfd=M off=2p            -> 0
slot A:1 gpa=0x100000 size=2p memfd=N                   -> 0
guest A.0 write 0x101000 0x11                           -> ok
fallocate M off=0 len=3p mode=keep_size|punch_hole      -> 0
where A 0x101000                                        -> memfd=N page=1
