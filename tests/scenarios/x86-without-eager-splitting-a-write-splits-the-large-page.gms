# X86-DIRTY-3, X86-TDP-12: a large page without W is split by the first write to it; what
# is only read stays large. X86-FAULT-9: not by the fast path.
# profiles: 6.12 7.2 7.3
# worlds: - --pml=1

host_huge_level 2
eager_page_split 0

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4M                                  -> 0
slot A:0 gpa=2M size=4M hva=H                       -> 0
guest A.0 write 0x205000 0x11                       -> ok
guest A.0 write 0x405000 0x12                       -> ok
slot A:0 gpa=2M size=4M hva=H flags=log_dirty       -> 0
where A 0x205000                                    -> hva=H+0x5000 level=2M prot=rx
guest A.0 write 0x206000 0x13                       -> ok
where A 0x206000                                    -> hva=H+0x6000 level=4K prot=rwx
where A 0x205000                                    -> hva=H+0x5000 level=4K prot=rx
guest A.0 read 0x405000                             -> 0x12
where A 0x405000                                    -> hva=H+0x205000 level=2M prot=rx
dirty_log A:0                                       -> pages=6
guest A.0 write 0x205000 0x14                       -> ok
dirty_log A:0                                       -> pages=5
