# ARM-PKVM-4, ARM-INV-1: the same, and no exception is made.
# profiles: 7.1 7.2 7.3
# expect-exit: 1
arch arm64
pkvm 1
hazards 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
memfd M vm=P size=4p flags=mmap|init_shared          -> 0
mmap H anon len=4p                                   -> 0
slot P:0 gpa=0x100000 size=4p memfd=M hva=H          -> 0
guest P.0 read 0x100000                              -> 0
