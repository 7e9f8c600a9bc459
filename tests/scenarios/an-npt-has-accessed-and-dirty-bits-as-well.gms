# X86-NPT-1, X86-NPT-3, X86-LEVEL-9: on AMD's processors, with five levels and encrypted
# host memory: pages that were made ahead of their access, logged, split and put together.
profile 7.2
vendor amd
root_level 5
sme_cbit 47
host_huge_level 2
tlb 1

vm A                                              -> 0
vcpu A.0                                          -> 0
vcpu A.1                                          -> 0
mmap H anon len=4M                                -> 0
slot A:0 gpa=2M size=4M hva=H                     -> 0
prefault A.0 gpa=2M size=4M                       -> 0 left=0
where A 2M                                        -> hva=H level=2M prot=rwx
guest A.0 read 2M                                 -> 0
guest A.0 write 0x201000 7                        -> ok
guest A.1 read 0x201000                           -> 7

slot A:0 gpa=2M size=4M hva=H flags=log_dirty     -> 0
where A 2M                                        -> hva=H level=4K prot=rx
guest A.1 write 0x202000 8                        -> ok
dirty_log A:0                                     -> pages=2
guest A.0 read 0x202000                           -> 8
slot A:0 gpa=2M size=4M hva=H                     -> 0
where A 2M                                        -> hva=H level=2M
munmap H len=2M                                   -> 0
where A 2M                                        -> unmapped
guest A.0 read 0x201000                           -> EFAULT
guest A.0 read 4M                                 -> 0
invariants                                        -> ok
