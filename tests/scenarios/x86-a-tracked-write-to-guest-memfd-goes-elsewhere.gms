# X86-FAULT-37, X86-FAULT-31, CONSUME-7: what KVM writes goes to userspace_addr, though the
# guest reads guest_memfd; where nothing is mapped it is MMIO.
# profiles: 6.18 7.2 7.3
# worlds: - --vendor=amd --tdp-mmu=0

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=16p                                 -> 0
memfd M vm=A size=16p flags=mmap|init_shared        -> 0
mmap K memfd=M len=16p                              -> 0
slot A:0 gpa=0x100000 size=16p hva=H memfd=M        -> 0
guest A.0 write 0x101000 1                          -> ok level=4K
write_track A 0x101000                              -> 0
guest A.0 write 0x101000 2                          -> ok
guest A.0 read 0x101000                             -> 1
load H+4K                                           -> 2
load K+4K                                           -> 1
invariants                                          -> ok

slot A:0 delete                                     -> 0
slot A:0 gpa=0x100000 size=16p memfd=M              -> 0
write_track A 0x101000                              -> 0
guest A.0 write 0x101000 3                          -> MMIO gpa=0x101000 len=8 write=1
guest A.0 read 0x101000                             -> 1
munmap H                                            -> 0
slot A:0 delete                                     -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=K        -> 0
write_track A 0x101000                              -> 0
guest A.0 write 0x101000 3                          -> ok
guest A.0 read 0x101000                             -> 3
invariants                                          -> ok
