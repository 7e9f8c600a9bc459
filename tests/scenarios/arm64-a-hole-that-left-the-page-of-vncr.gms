# ARM-VNCR-15, ARM-INV-17: an unmapping that forgets it leaves L1 with a page that is not the
# file's any more.
# profiles: 7.2 7.3
# options: --switch ARM_VNCR_KEPT=on
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
el2 A.0 vncr=0x101000                                 -> ok
vncr A.0 write 8 5                                    -> ok
fallocate M off=1p len=1p mode=keep_size|punch_hole   -> 0
invariants                                            -> violated
vncr A.0 write 8 6                                    -> ok
