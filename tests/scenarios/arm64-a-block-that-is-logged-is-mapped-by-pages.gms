# ARM-USER-1, ARM-USER-14, ARM-PGT-5, ARM-DIRTY-2: the write that makes a page dirty takes
# the block away; what is beside it faults again.
# profiles: 6.18 7.2 7.3
# worlds: - --tlb=1
arch arm64
host_huge_level 2

vm A                                                         -> 0
vcpu A.0                                                     -> 0
mmap H anon len=4M addr=0x40000000                           -> 0
store H 0x77                                                 -> ok
slot A:0 gpa=0x80000000 size=2M hva=H                        -> 0
guest A.0 write 0x80000000 1                                 -> ok
where A 0x80000000                                           -> level=2M prot=rw
slot A:0 gpa=0x80000000 size=2M hva=H flags=log_dirty        -> 0
where A 0x80000000                                           -> level=2M prot=r
guest A.0 read 0x80001000                                    -> 0
dirty_log A:0                                                -> pages=
guest A.0 write 0x80001000 2                                 -> ok
where A 0x80001000                                           -> level=4K prot=rw
where A 0x80000000                                           -> unmapped
dirty_log A:0                                                -> pages=1
guest A.0 read 0x80000000                                    -> 1
where A 0x80000000                                           -> level=4K prot=r

# When logging ends a fault brings the block back, in the place of the table.
slot A:0 gpa=0x80000000 size=2M hva=H                        -> 0
guest A.0 read 0x80002000                                    -> 0
where A 0x80000000                                           -> level=2M prot=rw
invariants                                                   -> ok
