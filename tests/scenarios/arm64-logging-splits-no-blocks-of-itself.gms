# ARM-DIRTY-2, ARM-DIRTY-3, ARM-PGT-5: the block stays until it is written to.
# profiles: 7.2 7.3
# worlds: --host-huge-level=2
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=4M                                    -> 0
slot A:0 gpa=0x200000 size=4M hva=H                   -> 0
guest A.0 write 0x200000 5                            -> ok level=2M
slot A:0 gpa=0x200000 size=4M hva=H flags=log_dirty   -> 0
where A 0x200000                                      -> hva=H level=2M prot=r
guest A.0 write 0x201000 6                            -> ok level=4K
where A 0x200000                                      -> unmapped
dirty_log A:0                                         -> pages=1
