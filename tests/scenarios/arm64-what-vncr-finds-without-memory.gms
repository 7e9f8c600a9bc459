# ARM-VNCR-6, -7, -8, -11, -12, -13: a failure of guest_memfd is an exit with result 0, that
# of other memory an abort of L1.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
mmap K anon len=2p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
slot A:1 gpa=0x200000 size=2p hva=K flags=readonly    -> 0
slot A:2 gpa=0x300000 size=2p hva=0x10000             -> 0

# No slot; nothing at userspace_addr; read-only.
el2 A.0 vncr=0x400000                                 -> ok
vncr A.0 read 8                                       -> ABORT ec=0x25 fsc=0x10
el2 A.0 vncr=0x300000                                 -> ok
vncr A.0 read 8                                       -> ABORT ec=0x25 fsc=0x10
el2 A.0 vncr=0x200000                                 -> ok
vncr A.0 write 8 1                                    -> ABORT ec=0x25 fsc=0x10
vncr A.0 read 8                                       -> 0
# Its stage 1 would allow it, the host does not.
vncr A.0 write 8 1                                    -> ABORT ec=0x25 fsc=0x10
store K+8 7                                           -> ok
vncr A.0 read 8                                       -> 7

el2 A.0 vncr=0x101000                                 -> ok
vncr A.0 write 8 1                                    -> ok
poison M off=1p
vncr A.0 read 8                                       -> MEMORY_FAULT gpa=0x101000 size=4K flags=0 errno=0
guest A.0 read 0x101000                               -> MEMORY_FAULT gpa=0x101000 errno=EHWPOISON
close M                                               -> 0
el2 A.0 vncr=0x102000                                 -> ok
vncr A.0 read 8                                       -> MEMORY_FAULT gpa=0x102000 size=4K flags=0 errno=0
guest A.0 read 0x102000                               -> MEMORY_FAULT gpa=0x102000 errno=EFAULT
invariants                                            -> ok
