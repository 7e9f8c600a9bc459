# SLOT-33, SLOT-36, BIND-13: deletion zaps what the slot mapped and frees the range of
# the file; the pages stay and show at whatever address binds them next.
# profiles: 6.18 7.2 7.3

vm A                                              -> 0
vcpu A.0                                          -> 0
memfd M vm=A size=4p flags=mmap|init_shared       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M             -> 0
guest A.0 write 0x101000 0x22                     -> ok
where A 0x101000                                  -> memfd=M page=1 level=4K

slot A:0 delete                                   -> 0
where A 0x101000                                  -> unmapped
resident M                                        -> pages=1
guest A.0 read 0x101000                           -> MMIO
guest A.0 write 0x101000 0x33                     -> MMIO

slot A:7 gpa=0x800000 size=2p memfd=M off=1p      -> 0
guest A.0 read 0x800000                           -> 0x22
invariants                                        -> ok
