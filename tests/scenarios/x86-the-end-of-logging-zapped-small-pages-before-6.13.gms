# X86-LEVEL-9: what could be large is zapped, and the next fault maps it so. The legacy MMU
# still does that.
# profiles: 6.8 6.12
# worlds: - --tdp-mmu=0

host_huge_level 2

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=0x401000                            -> 0
slot A:0 gpa=2M size=0x401000 hva=H                 -> 0
guest A.0 write 0x205000 0x11                       -> ok
where A 0x205000                                    -> level=2M
slot A:0 gpa=2M size=0x401000 hva=H flags=log_dirty -> 0
guest A.0 write 0x205000 0x12                       -> ok
guest A.0 write 0x600000 0x13                       -> ok
dirty_log A:0                                       -> pages=5,1024
slot A:0 gpa=2M size=0x401000 hva=H                 -> 0
where A 0x205000                                    -> unmapped
where A 0x600000                                    -> level=4K
guest A.0 read 0x206000                             -> 0
where A 0x205000                                    -> level=2M
