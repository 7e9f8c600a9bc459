# ARM-ABORT-16, ARM-PKVM-3, ARM-PKVM-5: the page at userspace_addr is pinned and becomes the
# guest's, which no unmapping of the host changes; with the VM it comes back.
# profiles: 7.1 7.2 7.3
# worlds: - --tlb=1 --host-huge-level=2
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
vcpu P.1                                             -> 0
mmap H anon len=4p                                   -> 0
slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
store H 1                                            -> ok
guest P.0 read 0x100000                              -> 1
where P 0x100000                                     -> level=4K prot=rwx
guest P.0 exec 0x100000                              -> ok
guest P.0 write 0x100000 2                           -> ok
age H                                                -> 0
# An abort where the page is noted already lets the guest try again.
guest P.0 read 0x100000 esr=0x93c08007               -> 2
munmap H off=0 len=1p                                -> 0
guest P.1 read 0x100000                              -> 2
# What is not there yet fails without a record.
munmap H off=1p len=1p                               -> 0
guest P.0 read 0x101000                              -> EFAULT
mprotect H off=2p len=1p prot=r                      -> 0
guest P.0 read 0x102000                              -> EFAULT
invariants                                           -> ok
close P.0                                            -> 0
close P.1                                            -> 0
close P                                              -> 0
invariants                                           -> ok
