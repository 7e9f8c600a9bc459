# B-30: the slot is read-only, and L1 has read the page before.
arch arm64
vm A                                                    -> 0
vcpu A.0                                                -> 0
mmap K anon len=1p                                      -> 0
slot A:0 gpa=0x200000 size=1p hva=K flags=readonly      -> 0
el2 A.0 vncr=0x200000 ttbr=0                            -> ok
vncr A.0 read 8                                         -> 0
vncr A.0 write 8 1                                      -> ABORT ec=0x25
