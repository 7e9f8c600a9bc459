# ARM-USER-3, ARM-USER-11, ARM-USER-13: where it lies in the slot and at the host alike,
# and is not logged. A permission fault relaxes the block as a whole.
# profiles: 6.18 7.2 7.3
# worlds: - --tlb=1
arch arm64
host_huge_level 3

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=4M addr=0x40000000                   -> 0
store H 0x77                                         -> ok
slot A:0 gpa=0x80000000 size=4M hva=H                -> 0
guest A.0 read 0x80001000                            -> 0
where A 0x80000000                                   -> level=2M prot=rw
guest A.0 read 0x80000000                            -> 0x77
guest A.0 exec 0x80123000                            -> ok
where A 0x80000000                                   -> level=2M prot=rwx
guest A.0 write 0x80200000 5                         -> ok
where A 0x803ff000                                   -> level=2M prot=rw

# Its neighbours go with one page.
reclaim H+8K                                         -> ok
where A 0x80000000                                   -> unmapped
where A 0x80200000                                   -> level=2M
guest A.0 read 0x80000000                            -> 0x77
where A 0x80000000                                   -> level=4K prot=rw
where A 0x80001000                                   -> unmapped

# Not aligned alike; and a block that would reach out of the slot.
slot A:1 gpa=0xc0001000 size=2M hva=H+2M             -> 0
guest A.0 read 0xc0001000                            -> 5
where A 0xc0001000                                   -> level=4K
slot A:2 gpa=0x100200000 size=1M hva=H+2M            -> 0
guest A.0 read 0x100200000                           -> 5
where A 0x100200000                                  -> level=4K

# guest_memfd is mapped by pages.
memfd M vm=A size=4M flags=mmap|init_shared          -> 0
slot A:3 gpa=0x200000000 size=4M memfd=M             -> 0
guest A.0 write 0x200000000 1                        -> ok
where A 0x200000000                                  -> level=4K
invariants                                           -> ok
