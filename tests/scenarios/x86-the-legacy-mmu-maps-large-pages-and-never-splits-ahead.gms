# X86-DIRTY-2, X86-CFG-10, X86-SHADOW-5, X86-LEVEL-9: the write that is logged drops the large page
# and maps a small one; when logging ends the small ones go. Shadow paging maps large pages as
# well, no larger than the guest's own of 2 MiB, and without W until the guest has set D.
# profiles: 6.12 6.18 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0
host_huge_level 3

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=4M addr=0x40000000                    -> 0
store H 0x77                                          -> ok
slot A:0 gpa=0x40000000 size=4M hva=H                 -> 0
guest A.0 write 0x40000000 1                          -> ok level=2M prot=rwx
guest A.0 write 0x40200000 1                          -> ok level=2M prot=rwx
slot A:0 gpa=0x40000000 size=4M hva=H flags=log_dirty -> 0
where A 0x40000000                                    -> level=2M prot=rx
guest A.0 read 0x40003000                             -> 0 level=2M
guest A.0 write 0x40003000 2                          -> ok level=4K
where A 0x40000000                                    -> unmapped
where A 0x40200000                                    -> level=2M prot=rx
dirty_log A:0                                         -> pages=3
guest A.0 write 0x40003000 2                          -> ok level=4K
dirty_log A:0                                         -> pages=3
slot A:0 gpa=0x40000000 size=4M hva=H                 -> 0
where A 0x40003000                                    -> unmapped
guest A.0 write 0x40200000 5                          -> ok level=2M
guest A.0 write 0x40003000 3                          -> ok level=2M prot=rwx
guest A.0 read 0x40000000                             -> 1
invariants                                            -> ok
