# ARM-DIRTY-3, ARM-PGT-11, ARM-CAP-9: with a chunk size a block becomes 512 pages when the
# log begins; without, a write breaks it and the rest faults again.
# profiles: 7.2 7.3
# worlds: --host-huge-level=2
arch arm64

vm A                                                  -> 0
check_extension A ARM_EAGER_SPLIT_CHUNK_SIZE          -> 0
enable_cap A ARM_EAGER_SPLIT_CHUNK_SIZE arg=0x3000    -> EINVAL
enable_cap A ARM_EAGER_SPLIT_CHUNK_SIZE arg=0x8000    -> EINVAL
enable_cap A ARM_EAGER_SPLIT_CHUNK_SIZE arg=0x200000  -> 0
check_extension A ARM_EAGER_SPLIT_CHUNK_SIZE          -> 2097152
check_extension system ARM_EAGER_SPLIT_CHUNK_SIZE     -> 0
vcpu A.0                                              -> 0
mmap H anon len=4M                                    -> 0
slot A:0 gpa=0x200000 size=4M hva=H                   -> 0
enable_cap A ARM_EAGER_SPLIT_CHUNK_SIZE arg=0         -> EINVAL
guest A.0 write 0x200000 5                            -> ok level=2M
guest A.0 exec 0x200000                               -> ok level=2M prot=rwx
slot A:0 gpa=0x200000 size=4M hva=H flags=log_dirty   -> 0
where A 0x200000                                      -> hva=H level=4K prot=rx
where A 0x3ff000                                      -> hva=H+0x1ff000 level=4K prot=rx
guest A.0 read 0x200000                               -> 5 level=4K
guest A.0 write 0x3ff008 6                            -> ok level=4K
load H+0x1ff008                                       -> 6
dirty_log A:0                                         -> pages=511
invariants                                            -> ok
