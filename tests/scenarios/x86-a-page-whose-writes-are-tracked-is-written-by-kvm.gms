# X86-FAULT-7, X86-FAULT-33, X86-DIRTY-6, X86-SPTE-4: the page is mapped without W, and each
# write is one that KVM makes through userspace_addr.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --vendor=amd --tdp-mmu=0 --ad-bits=0 --tlb=1

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=16p                                 -> 0
slot A:0 gpa=0x100000 size=16p hva=H                -> 0
guest A.0 write 0x101000 1                          -> ok level=4K
write_track A 0x101000                              -> 0
where A 0x101000                                    -> prot=rx
guest A.0 write 0x101000 2                          -> ok
load H+4K                                           -> 2
where A 0x101000                                    -> prot=rx
guest A.0 xadd 0x101000 5                           -> 2
guest A.0 read 0x101000                             -> 7

# One that was not mapped is mapped, and the write made all the same.
write_track A 0x102000                              -> 0
guest A.0 write 0x102000 3                          -> ok
where A 0x102000                                    -> prot=rx
guest A.0 read 0x102000                             -> 3
guest A.0 write 0x103000 4                          -> ok level=4K

# Where the process cannot write KVM cannot either, and it becomes MMIO.
mprotect H prot=r                                   -> 0
guest A.0 read 0x102000                             -> 3
guest A.0 write 0x102000 9                          -> MMIO gpa=0x102000 write=1
mprotect H prot=rw                                  -> 0
guest A.0 read 0x102000                             -> 3
guest A.0 write 0x102000 9                          -> ok

# Two want to see it: only when both are gone the guest writes itself.
write_track A 0x102000                              -> 0
write_track A 0x102000 stop                         -> 0
guest A.0 write 0x102000 5                          -> ok
where A 0x102000                                    -> prot=rx
write_track A 0x102000 stop                         -> 0
guest A.0 write 0x102000 6                          -> ok level=4K
where A 0x102000                                    -> prot=rwx
write_track A 0x800000                              -> EINVAL

# A slot does not move any more; one that is new knows nothing of what was tracked.
slot A:0 gpa=0x200000 size=16p hva=H                -> EINVAL
slot A:0 delete                                     -> 0
slot A:0 gpa=0x200000 size=16p hva=H                -> 0
guest A.0 write 0x201000 8                          -> ok level=4K
invariants                                          -> ok
