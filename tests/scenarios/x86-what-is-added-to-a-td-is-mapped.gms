# X86-TDX-11: the initial content of a TD is mapped as it is added, and so is there once; an
# SNP guest's is found by the first fault.
# profiles: 6.16 6.18 7.2 7.3

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
memfd M vm=T size=4p                                       -> 0
mmap H anon len=4p                                         -> 0
store H 0x22                                               -> ok
slot T:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0
attributes T gpa=0x100000 size=4p private                  -> 0
populate T gpa=0x100000 size=2p source=H                   -> 0 left=0
where T 0x100000 private                                   -> memfd=M page=0 level=4K prot=rwx
where T 0x101000 private                                   -> memfd=M page=1
where T 0x102000 private                                   -> unmapped
guest T.0 write 0x102000 1 private                         -> ok
guest T.0 read 0x100000 private                            -> 0x22
# What a hole takes away leaves the TD.
fallocate M off=0 len=1p mode=keep_size|punch_hole         -> 0
where T 0x100000 private                                   -> unmapped
guest T.0 read 0x100000 private                            -> 0
invariants                                                 -> ok

vm N type=snp                                              -> 0
vcpu N.0                                                   -> 0
memfd S vm=N size=4p                                       -> 0
slot N:0 gpa=0x100000 size=4p hva=H memfd=S                -> 0
attributes N gpa=0x100000 size=4p private                  -> 0
populate N gpa=0x100000 size=1p source=H                   -> 0 left=0
where N 0x100000 private                                   -> unmapped
guest N.0 read 0x100000 private                            -> 0x22
invariants                                                 -> ok
