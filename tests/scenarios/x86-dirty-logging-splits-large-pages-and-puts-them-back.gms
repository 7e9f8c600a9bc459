# X86-DIRTY-2, X86-DIRTY-3, X86-DIRTY-5, X86-LEVEL-9: example E6 of the specification. Large
# pages are split at once, each page is logged alone, and in the end a large one is put
# back in place.
# profiles: 6.16 6.18 7.2 7.3
# worlds: - --pml=1 --vendor=amd

host_huge_level 3

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=1026M                               -> 0
slot A:0 gpa=4G size=1026M hva=H                    -> 0
guest A.0 write 0x100005000 0x11                    -> ok
guest A.0 write 0x140001000 0x12                    -> ok
where A 0x100005000                                 -> level=1G
where A 0x140001000                                 -> level=2M

slot A:0 gpa=4G size=1026M hva=H flags=log_dirty    -> 0
where A 0x100005000                                 -> level=4K
where A 0x140001000                                 -> level=4K
dirty_log A:0                                       -> pages=
guest A.0 read 0x100005000                          -> 0x11
guest A.0 write 0x100006000 0x13                    -> ok
guest A.0 write 0x140001000 0x14                    -> ok
where A 0x100006000                                 -> level=4K
dirty_log A:0                                       -> pages=6,262145
guest A.0 write 0x100006000 0x13                    -> ok
dirty_log A:0                                       -> pages=6
dirty_log A:0                                       -> pages=

slot A:0 gpa=4G size=1026M hva=H                    -> 0
where A 0x100005000                                 -> hva=H+0x5000 level=1G
where A 0x140001000                                 -> hva=H+0x40001000 level=2M
guest A.0 write 0x100005000 0x21                    -> ok
guest A.0 read 0x100006000                          -> 0x13
load H+0x5000                                       -> 0x21
invariants                                          -> ok
