# X86-LEVEL-2, X86-LEVEL-5, X86-LEVEL-7: examples E1, E2 and E3 of the specification.
# profiles: 6.8 6.12 6.16 7.2 7.3
# worlds: - --tdp-mmu=0 --vendor=amd

host_huge_level 3

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=1026M                               -> 0

# E1: the slot begins at 1G and has 2M more than one page of that size.
slot A:0 gpa=4G size=1026M hva=H                    -> 0
guest A.0 read 0x100005000                          -> 0
where A 0x100005000                                 -> hva=H+0x5000 level=1G prot=rwx
guest A.0 read 0x140001000                          -> 0
where A 0x140001000                                 -> hva=H+0x40001000 level=2M prot=rwx

# E2: from 2M on, 4M: no page of 1G is wholly inside.
slot A:0 delete                                     -> 0
slot A:0 gpa=0x100200000 size=4M hva=H+0x200000     -> 0
guest A.0 read 0x100200000                          -> 0
guest A.0 read 0x100500000                          -> 0
where A 0x100400000                                 -> hva=H+0x400000 level=2M prot=rwx
where A 0x1003ff000                                 -> hva=H+0x3ff000 level=2M prot=rwx

# E3: as E1, but a page off at the host.
slot A:0 delete                                     -> 0
slot A:0 gpa=4G size=1025M hva=H+4K                 -> 0
guest A.0 read 0x100005000                          -> 0
where A 0x100005000                                 -> hva=H+0x6000 level=4K prot=rwx
where A 0x100010000                                 -> unmapped
