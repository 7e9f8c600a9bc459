# CONSUME-3, INV-14: the slot has userspace_addr too, and the guest never sees it.
# Measured on 6.18 to 7.3, with two-dimensional paging and the TDP MMU.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4p                                  -> 0
store H 0xa0a0                                      -> ok

memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap G memfd=M len=4p                               -> 0
store G 0xf0f0                                      -> ok
slot A:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
guest A.0 read 0x100000                             -> 0xf0f0
guest A.0 write 0x101000 0x12345678                 -> ok
load G+1p                                           -> 0x12345678
load H+1p                                           -> 0
where A 0x101000                                    -> memfd=M page=1 level=4K prot=rwx

# The same with MMAP alone: the guest may, the host may not (HFAULT-2).
memfd N vm=A size=4p flags=mmap                     -> 0
mmap L memfd=N len=4p                               -> 0
slot A:1 gpa=0x200000 size=4p hva=H memfd=N         -> 0
guest A.0 read 0x200000                             -> 0
guest A.0 write 0x200000 0x22                       -> ok
guest A.0 read 0x200000                             -> 0x22
load L                                              -> SIGBUS code=BUS_ADRERR
load H                                              -> 0xa0a0
invariants                                          -> ok
