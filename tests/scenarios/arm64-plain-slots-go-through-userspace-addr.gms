# Section 8 of the arm64 rules: without GUEST_MEMFD the page behind userspace_addr is
# used, with the host's rights; nothing there is EFAULT without a record.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4p                                  -> 0
mmap R anon len=1p prot=r                           -> 0
slot A:0 gpa=0x100000 size=4p hva=H                 -> 0
slot A:1 gpa=0x200000 size=1p hva=R                 -> 0
slot A:2 gpa=0x300000 size=1p hva=none              -> 0
slot A:3 gpa=0x400000 size=4p hva=H flags=readonly  -> 0

guest A.0 write 0x100000 0x11                       -> ok
load H                                              -> 0x11
where A 0x100000                                    -> hva=H level=4K
guest A.0 read 0x101000                             -> 0
guest A.0 write 0x101000 0x22                       -> ok
load H+1p                                           -> 0x22
guest A.0 read 0x200000                             -> 0
guest A.0 write 0x200000 1                          -> EFAULT
guest A.0 read 0x300000                             -> EFAULT
guest A.0 read 0x400000                             -> 0x11
guest A.0 write 0x400000 1                          -> MMIO
load H                                              -> 0x11

munmap H off=1p len=1p                              -> 0
where A 0x101000                                    -> unmapped
guest A.0 read 0x101000                             -> EFAULT
invariants                                          -> ok
