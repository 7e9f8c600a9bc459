# X86-LEVEL-5: pages of the second stage are as large as the processor has them.
# worlds: --max-huge-level=2 --max-huge-level=1

host_huge_level 3

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=1G                                  -> 0
slot A:0 gpa=4G size=1G hva=H                       -> 0
prefault A.0 gpa=4G size=4K                         -> 0 left=0
where A 0x140000000                                 -> unmapped
where A 0x100000000                                 -> hva=H+0
