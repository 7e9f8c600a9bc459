# B-28: what lies at userspace_addr is other memory.
arch arm64
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap K anon len=4p                                      -> 0
store K+0x1010 0xaa                                     -> ok
slot A:0 gpa=0x100000 size=4p memfd=M hva=K             -> 0
el2 A.0 vncr=0x101000                                   -> ok
vncr A.0 read 0x10                                      -> 0
