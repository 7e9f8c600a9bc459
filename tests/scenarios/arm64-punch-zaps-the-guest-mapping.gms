# PROTO-P on arm64: after the hole the guest faults again and reads zero.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
guest A.0 write 0x101000 0x33                       -> ok
guest A.0 write 0x102000 0x44                       -> ok
fallocate M off=1p len=1p mode=keep_size|punch_hole -> 0
where A 0x101000                                    -> unmapped
where A 0x102000                                    -> memfd=M page=2
guest A.0 read 0x101000                             -> 0
guest A.0 read 0x102000                             -> 0x44
invariants                                          -> ok
