# DIRTY-9, X86-DIRTY-2: then nothing is done to the pages until they are cleared; a large one
# is split by the first clearing that has a page of it.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --pml=1 --vendor=amd
host_huge_level 2

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4M addr=0x40000000                  -> 0
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=3        -> 0
slot A:0 gpa=0x40000000 size=4M hva=H               -> 0
guest A.0 write 0x40000000 1                        -> ok
guest A.0 write 0x40200000 1                        -> ok
slot A:0 gpa=0x40000000 size=4M hva=H flags=log_dirty -> 0
where A 0x40000000                                  -> level=2M prot=rwx
guest A.0 write 0x40003000 1                        -> ok level=2M

clear_dirty_log A:0 first=64 npages=64 mask=0x3     -> 0
where A 0x40000000                                  -> level=4K
where A 0x40200000                                  -> level=2M prot=rwx
guest A.0 write 0x40041000 1                        -> ok level=4K
clear_dirty_log A:0 npages=1024                     -> 0
where A 0x40200000                                  -> level=4K
dirty_log A:0                                       -> pages=
guest A.0 write 0x40041000 1                        -> ok level=4K
guest A.0 write 0x40201000 1                        -> ok level=4K
dirty_log A:0                                       -> pages=65,513

# A slot that is new with its log has it full as well, but for what was cleared since.
slot A:1 gpa=0x80000000 size=3p hva=H flags=log_dirty -> 0
dirty_log A:1                                       -> pages=0,1,2
clear_dirty_log A:1 npages=3 mask=0x2               -> 0
dirty_log A:1                                       -> pages=0,2
guest A.0 write 0x80001000 1                        -> ok
clear_dirty_log A:1 npages=3 mask=0x9               -> 0
dirty_log A:1                                       -> pages=1,2
slot A:1 gpa=0x90000000 size=3p hva=H flags=log_dirty -> 0
dirty_log A:1                                       -> pages=1,2
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=0        -> 0
dirty_log A:1                                       -> pages=1,2
dirty_log A:1                                       -> pages=
invariants                                          -> ok
