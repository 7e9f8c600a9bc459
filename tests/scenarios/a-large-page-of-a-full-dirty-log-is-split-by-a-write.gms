# DIRTY-9, X86-DIRTY-2, X86-FAULT-9: without eager splitting the clearing takes W from the large
# page, for good: the write goes by the slow path and maps a small one.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --pml=1 --vendor=amd --tdp-mmu=0
host_huge_level 2
eager_page_split 0

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4M addr=0x40000000                  -> 0
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=3        -> 0
slot A:0 gpa=0x40000000 size=4M hva=H               -> 0
guest A.0 write 0x40000000 1                        -> ok
guest A.0 write 0x40200000 1                        -> ok
slot A:0 gpa=0x40000000 size=4M hva=H flags=log_dirty -> 0
guest A.0 write 0x40003000 1                        -> ok level=2M
clear_dirty_log A:0 npages=64 mask=0x3              -> 0
where A 0x40000000                                  -> level=2M prot=rx
where A 0x40200000                                  -> level=2M prot=rwx
guest A.0 write 0x40001000 1                        -> ok level=4K
guest A.0 write 0x40200000 1                        -> ok level=2M
clear_dirty_log A:0 first=64 npages=960             -> 0
clear_dirty_log A:0 npages=64                       -> 0
where A 0x40200000                                  -> level=2M prot=rx
guest A.0 write 0x40201000 1                        -> ok level=4K
dirty_log A:0                                       -> pages=513
invariants                                          -> ok
