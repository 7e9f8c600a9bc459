# X86-SNP-10: a page that a fault assigned is validated by the guest before it uses it, one of the
# launch by the firmware. A page that leaves the file comes back unvalidated.
# profiles: 6.12 6.18 7.2 7.3
auto_accept 0

vm N type=snp                                              -> 0
vcpu N.0                                                   -> 0
vcpu N.1                                                   -> 0
mmap H anon len=4p                                         -> 0
store H 0x77                                               -> ok
memfd M vm=N size=4p                                       -> 0
slot N:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0
attributes N gpa=0x100000 size=3p private                  -> 0
populate N gpa=0x100000 size=1p source=H                   -> 0 left=0
guest N.0 read 0x100000 private                            -> 0x77

guest N.0 write 0x101000 0x11 private                      -> VC
guest N.0 read 0x101000 private                            -> VC
accept N.0 0x101000                                        -> 0
accept N.1 0x101000                                        -> 1
guest N.1 write 0x101000 0x11 private                      -> ok
guest N.0 read 0x101000 private                            -> 0x11
accept N.0 0x102000                                        -> 0
guest N.0 read 0x102000 private                            -> 0

accept N.0 0x101000 rescind                                -> 0
accept N.0 0x101000 rescind                                -> 1
guest N.0 read 0x101000 private                            -> VC
accept N.0 0x101000                                        -> 0
guest N.0 read 0x101000 private                            -> 0x11

# Shared memory is not validated, and not accepted either.
guest N.0 write 0x103000 0x22                              -> ok
accept N.0 0x103000                                        -> MEMORY_FAULT gpa=0x103000 flags=private errno=EFAULT
accept N.0 0x200000                                        -> MEMORY_FAULT gpa=0x200000 flags=private errno=EFAULT

fallocate M off=0 len=2p mode=keep_size|punch_hole         -> 0
guest N.0 read 0x100000 private                            -> VC
guest N.0 read 0x101000 private                            -> VC
accept N.0 0x101000                                        -> 0
guest N.0 read 0x101000 private                            -> 0
invariants                                                 -> ok
