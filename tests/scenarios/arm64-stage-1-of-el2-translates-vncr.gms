# ARM-VNCR-2 to -5, ARM-VNCR-11, -12, ARM-INJ-5: four levels of 4K in L1's memory, which
# are read through userspace_addr. What they do not allow is L1's abort.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=8p flags=mmap|init_shared           -> 0
mmap H memfd=M len=8p                                 -> 0
slot A:0 gpa=0x100000 size=8p memfd=M hva=H           -> 0
store H+0x2000 0x103003                               -> ok
store H+0x3000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5808 0x106403                               -> ok
store H+0x6018 0x77                                   -> ok
el2 A.0 vncr=0x101000 ttbr=0x102000                   -> ok
vncr A.0 read 0x18                                    -> 0x77
vncr A.0 write 0x18 0x78                              -> ok
load H+0x6018                                         -> 0x78

# L1 makes it read-only: what is known stays so until it says TLBI.
store H+0x5808 0x106483                               -> ok
vncr A.0 write 0x18 0x79                              -> ok
tlbi A.0 vae2 0x200000                                -> ok
vncr A.0 write 0x18 0x7a                              -> ok
tlbi A.0 vae2 0x101000                                -> ok
vncr A.0 write 0x18 0x7b                              -> ABORT ec=0x25 fsc=0xf
vncr A.0 read 0x18                                    -> 0x7a
vncr A.0 write 0x18 0x7b                              -> ABORT ec=0x25 fsc=0xf

# No entry; no access flag; an output beyond L1's addresses; a block where none can be.
tlbi A.0 alle2                                        -> ok
store H+0x5808 0                                      -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0x7
store H+0x5808 0x106003                               -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0xb
store H+0x5808 0x106401                               -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0x7
store H+0x2000 0x401                                  -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0x4
store H+0x2000 0x103003                               -> ok

# A block of 2M, whose entry names 0.
store H+0x4000 0x401                                  -> ok
vncr A.0 read 0x18                                    -> 0
tlbi A.0 vae2 0x1ff000                                -> ok
store H+0x4000 0x200401                               -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0x10
store H+0x4000 0x90000003                             -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0x17

# A root that no memory is at, an address in the other half.
el2 A.0 ttbr=0x90000000                               -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0x14
el2 A.0 ttbr=0x102000 vncr=0xfffff00000000000         -> ok
vncr A.0 read 0x18                                    -> ABORT ec=0x25 fsc=0x4
invariants                                            -> ok
