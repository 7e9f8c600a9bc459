# PREFAULT-5 to PREFAULT-8: private or shared is read at the call; a private address
# without a file is EFAULT, not ENOENT; an SNP guest must be launched first.
# profiles: 6.18 7.2 7.3

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=4p                                -> 0
mmap H anon len=4p                                  -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
slot P:1 gpa=0x200000 size=4p hva=H                 -> 0
attributes P gpa=0x102000 size=2p private           -> 0
attributes P gpa=0x200000 size=4M private           -> 0

prefault P.0 gpa=0x100000 size=4p                   -> 0 left=0
where P 0x101000                                    -> hva=H+0x1000
where P 0x102000                                    -> memfd=M page=2
resident M                                          -> pages=2,3
prefault P.0 gpa=0x200000 size=1p                   -> EFAULT
prefault P.0 gpa=0x300000 size=1p                   -> EFAULT
prefault P.0 gpa=0x900000 size=1p                   -> ENOENT

vm S type=snp                                       -> 0
vcpu S.0                                            -> 0
prefault S.0 gpa=0x100000 size=1p                   -> EOPNOTSUPP
invariants                                          -> ok
