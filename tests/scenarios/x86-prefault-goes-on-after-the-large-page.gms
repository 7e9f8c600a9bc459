# X86-PREFAULT-2: vector T8 of the specification. Each round maps a block and goes on behind it.
# profiles: 6.12 7.2 7.3

host_huge_level 2

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=0x201000                            -> 0
slot A:0 gpa=2M size=0x201000 hva=H                 -> 0
prefault A.0 gpa=2M size=2M                         -> 0 left=0
where A 0x3ff000                                    -> hva=H+0x1ff000 level=2M prot=rwx
prefault A.0 gpa=4M size=8K                         -> 0 left=4K gpa=0x401000
prefault A.0 gpa=0x401000 size=4K                   -> ENOENT left=4K
where A 4M                                          -> level=4K
# From the middle of a block.
prefault A.0 gpa=0x3ff000 size=8K                   -> 0 left=0
