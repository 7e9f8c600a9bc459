# X86-LEVEL-3, X86-DIRTY-6: of a large page that is mapped W goes as a whole; the write to
# another page of it maps that alone, as long as one is tracked.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --vendor=amd --tdp-mmu=0
host_huge_level 2

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4M addr=0x40000000                  -> 0
slot A:0 gpa=0x40000000 size=4M hva=H               -> 0
guest A.0 write 0x40000000 1                        -> ok level=2M
write_track A 0x40003000                            -> 0
where A 0x40000000                                  -> level=2M prot=rx
guest A.0 write 0x40003000 1                        -> ok
where A 0x40003000                                  -> level=2M prot=rx
guest A.0 write 0x40004000 1                        -> ok level=4K
guest A.0 write 0x40003000 2                        -> ok
where A 0x40003000                                  -> prot=rx
guest A.0 write 0x40200000 1                        -> ok level=2M
write_track A 0x40003000 stop                       -> 0
guest A.0 write 0x40003000 2                        -> ok
reclaim H                                           -> ok
where A 0x40000000                                  -> unmapped
invariants                                          -> ok
