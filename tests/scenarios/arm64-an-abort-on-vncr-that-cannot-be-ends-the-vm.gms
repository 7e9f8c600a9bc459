# ARM-VNCR-2, ARM-INJ-6: since 7.2. An error of the memory system is none of L1's.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
el2 A.0 vncr=0x101000                                 -> ok
vncr A.0 read 8 esr=0x96002010                        -> ABORT ec=0x2f
enable_cap A ARM_SEA_TO_USER                          -> 0
vncr A.0 read 8 esr=0x96002010                        -> ARM_SEA esr=0x96002010
# A page that is known is translated again: esr= comes once.
vncr A.0 write 8 5                                    -> ok
vncr A.0 write 8 6 esr=0x9600204f                     -> ok
vncr A.0 read 8 esr=0x96002007                        -> 6
vncr A.0 read 8 esr=0x9600200b                        -> EIO
vncr A.0 read 8                                       -> EIO
guest A.0 read 0x100000                               -> EIO
