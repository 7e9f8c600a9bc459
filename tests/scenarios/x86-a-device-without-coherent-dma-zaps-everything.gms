# X86-ZAP-6, X86-CFG-18, X86-SPTE-5: the first such device, and the last that goes, zap all that
# is mapped: from then on the guest's PAT counts, or no more.
# profiles: 6.12 6.18 7.2 7.3

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=16p                                  -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
slot A:1 gpa=0x200000 size=4p hva=H+4p               -> 0
guest A.0 write 0x100000 1                           -> ok
guest A.0 write 0x200000 1                           -> ok
noncoherent_dma A                                    -> 0
where A 0x100000                                     -> unmapped
where A 0x200000                                     -> unmapped
guest A.0 write 0x100000 2                           -> ok
noncoherent_dma A                                    -> 0
where A 0x100000                                     -> prot=rwx
noncoherent_dma A stop                               -> 0
where A 0x100000                                     -> prot=rwx
noncoherent_dma A stop                               -> 0
where A 0x100000                                     -> unmapped
guest A.0 read 0x100000                              -> 2
invariants                                           -> ok
