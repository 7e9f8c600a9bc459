# X86-CFG-9: the parameter quirks_disabled stands for a userspace that switches them off at
# once.  Before 6.12 there was no such quirk, and all was zapped.
# profiles: 6.12 6.18 7.2 7.3
quirks_disabled 0x80

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=16p                                  -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
slot A:1 gpa=0x200000 size=4p hva=H+4p               -> 0
guest A.0 write 0x100000 1                           -> ok
guest A.0 write 0x200000 1                           -> ok
slot A:1 delete                                      -> 0
where A 0x100000                                     -> prot=rwx
guest A.0 read 0x200000                              -> MMIO
