# ARM-ABORT-17, ARM-PGT-8: a permission fault of what the entry permits. Relaxing changes
# nothing, and the access goes on.
# profiles: 7.1 7.2 7.3
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
guest A.0 write 0x100000 5                           -> ok
guest A.0 read 0x100000 esr=0x9200000f               -> 5
guest A.0 write 0x100000 6 esr=0x9200004f            -> ok
where A 0x100000                                     -> memfd=M page=0 prot=rw
# Where no entry is a permission fault maps nothing; the next one, a translation fault, does.
guest A.0 read 0x101000 esr=0x9200000f               -> 0
where A 0x101000                                     -> memfd=M page=1 prot=rw
