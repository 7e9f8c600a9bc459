# ARM-GMEM-1: in protected mode there is a note of each mapping beside the tables; without
# memory for it ENOMEM and no exit record.
# profiles: 7.1 7.2 7.3
# options: --inject alloc:11
arch arm64
pkvm 1

vm P                                                 -> 0
vcpu P.0                                             -> 0
memfd M vm=P size=4p flags=mmap|init_shared          -> 0
slot P:0 gpa=0x100000 size=4p memfd=M                -> 0
guest P.0 write 0x100000 5                           -> ENOMEM
guest P.0 read 0x100000                              -> 0
invariants                                           -> ok
