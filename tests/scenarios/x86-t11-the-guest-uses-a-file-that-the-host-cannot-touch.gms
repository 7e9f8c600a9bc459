# Vector T11 of the specification: on a DEFAULT VM a file with MMAP and without INIT_SHARED is
# consumed by the guest, shared as all its accesses are (X86-FAULT-20, CONSUME-3), while the
# host can map and never touch it (HFAULT-2), now or after the guest has written.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                         -> 0
vcpu A.0                                     -> 0
memfd M vm=A size=4p flags=mmap              -> 0
mmap H memfd=M len=4p                        -> 0
mmap B anon len=4p                           -> 0
store B 0x55                                 -> ok
slot A:0 gpa=0x100000 size=4p hva=B memfd=M  -> 0
load H                                       -> SIGBUS code=BUS_ADRERR
guest A.0 read 0x100000                      -> 0
guest A.0 write 0x100000 0x11                -> ok
guest A.0 exec 0x100000                      -> ok
guest A.0 read 0x100000                      -> 0x11
where A 0x100000                             -> memfd=M page=0 level=4K prot=rwx
load H                                       -> SIGBUS code=BUS_ADRERR
store H+1p 0x22                              -> SIGBUS code=BUS_ADRERR
load B                                       -> 0x55
resident M                                   -> pages=0
invariants                                   -> ok
