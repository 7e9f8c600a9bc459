# ARM-ABORT-9, ARM-ABORT-15, ARM-AF-1: and does nothing if the entry has gone meanwhile;
# but a write to a read-only slot is MMIO even then.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
guest A.0 write 0x100000 5                           -> ok
guest A.0 read 0x100000 esr=0x9200000b               -> 5
guest A.0 write 0x101000 6 esr=0x9200004b            -> ok
guest A.0 read 0x101000                              -> 6

mmap H anon len=1p                                   -> 0
slot A:1 gpa=0x200000 size=1p hva=H flags=readonly   -> 0
guest A.0 write 0x200000 1 esr=0x93c0804b            -> MMIO gpa=0x200000 len=8 write=1
guest A.0 read 0x200000 esr=0x9200000b               -> 0
