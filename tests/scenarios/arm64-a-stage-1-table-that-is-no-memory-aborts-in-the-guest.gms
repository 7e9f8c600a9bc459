# ARM-ESR-7, ARM-ABORT-11, ARM-INJ-2: the guest's own page tables lie in guest memory.
# Where that is not there, or must not be written, the guest's walk gets an external abort.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
guest A.0 read 0x100000 s1ptw                        -> ABORT ec=0x25 fsc=0x17
# A walk for a fetch is one of the fetch.
guest A.0 exec 0x100000 s1ptw                        -> ABORT ec=0x21 fsc=0x17
guest A.0 exec 0x100000                              -> ABORT ec=0x21 fsc=0x10

mmap H anon len=1p                                   -> 0
store H 0x77                                         -> ok
slot A:0 gpa=0x100000 size=1p hva=H flags=readonly   -> 0
guest A.0 read 0x100000 s1ptw                        -> 0x77
# To set its access flag the walk needs the right to write.
guest A.0 write 0x100000 0x78 s1ptw                  -> ABORT ec=0x25 fsc=0x17
where A 0x100000                                     -> hva=H prot=r

memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:1 gpa=0x200000 size=4p memfd=M                -> 0
guest A.0 write 0x200000 3 s1ptw                     -> ok
guest A.0 read 0x200000 s1ptw                        -> 3
# A fetch's walk is no fetch: the page does not become executable. ARM-ESR-4
guest A.0 exec 0x201000 s1ptw                        -> ok
where A 0x201000                                     -> memfd=M page=1 prot=rw
