# X86-LEVEL-4, X86-LEVEL-8, X86-TDP-12: example E7 of the specification.
# worlds: - --tdp-mmu=0

host_huge_level 2
nx_huge_pages 1

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=6M                                  -> 0
slot A:0 gpa=2M size=6M hva=H                       -> 0

# Read first: 2M that does not execute. Code splits it.
guest A.0 read 0x200000                             -> 0
where A 0x200000                                    -> hva=H+0 level=2M prot=rw
guest A.0 exec 0x201000                             -> ok
where A 0x201000                                    -> hva=H+0x1000 level=4K prot=rwx

# Code first: a page, and what is read beside it later is no large one either.
guest A.0 exec 0x400000                             -> ok
where A 0x400000                                    -> hva=H+2M level=4K prot=rwx
guest A.0 read 0x401000                             -> 0
where A 0x401000                                    -> hva=H+0x201000 level=4K prot=rwx
