# X86-ZAP-7, X86-LEVEL-8, example E7: code made the page small; the worker drops the table, and
# the next read maps a large page that does not execute. Where writes are logged it stays.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --vendor=amd --tdp-mmu=0
host_huge_level 2
nx_huge_pages 1

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=4M addr=0x40000000                   -> 0
slot A:0 gpa=0x40000000 size=2M hva=H                -> 0
slot A:1 gpa=0x80000000 size=2M hva=H+2M             -> 0
guest A.0 read 0x40000000                            -> 0 level=2M prot=rw
guest A.0 exec 0x40001000                            -> ok level=4K prot=rwx
guest A.0 exec 0x80001000                            -> ok level=4K prot=rwx
guest A.0 read 0x40000000                            -> 0 level=4K
slot A:1 gpa=0x80000000 size=2M hva=H+2M flags=log_dirty -> 0
recover_nx A                                         -> 0
where A 0x40001000                                   -> unmapped
where A 0x80001000                                   -> level=4K
guest A.0 read 0x40000000                            -> 0 level=2M prot=rw
recover_nx A                                         -> 0
where A 0x40001000                                   -> level=2M

# A table that does not stand for a large page is none either.
slot A:2 gpa=0xc0001000 size=4p hva=H                -> 0
guest A.0 exec 0xc0001000                            -> ok level=4K
recover_nx A                                         -> 0
where A 0xc0001000                                   -> level=4K

# It is no candidate any more when logging ends, and is large again at once.
slot A:1 gpa=0x80000000 size=2M hva=H+2M             -> 0
guest A.0 read 0x80000000                            -> 0 level=2M
invariants                                           -> ok
