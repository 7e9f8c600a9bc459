# ARM-VNCR-1, ARM-VNCR-7, ARM-VNCR-10, ARM-VNCR-14: what lies at userspace_addr is not looked
# at, and what L1's guest writes to a register is in the file. B-28 is the same with
# ARM_VNCR_IGNORES_GMEM on.
# profiles: 6.18 7.1 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
mmap H memfd=M len=4p                                 -> 0
mmap K anon len=4p                                    -> 0
store K+0x1010 0xaa                                   -> ok
slot A:0 gpa=0x100000 size=4p memfd=M hva=K           -> 0
el2 A.0 vncr=0x101000                                 -> ok
vncr A.0 read 0x10                                    -> 0
vncr A.0 write 0x10 5                                 -> ok
load H+0x1010                                         -> 5
load K+0x1010                                         -> 0xaa
# No stage 2 maps it.
where A 0x101000                                      -> unmapped

# A change of the register asks for another page; the old one was not forgotten before.
el2 A.0 vncr=0x102000                                 -> ok
vncr A.0 read 0x10                                    -> 0
el2 A.0 vncr=0x101000                                 -> ok
vncr A.0 read 0x10                                    -> 5

# Registers of 8 bytes, in one page.
vncr A.0 read 0xff8                                   -> 0
invariants                                            -> ok
