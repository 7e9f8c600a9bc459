# The flow of the kernel's selftest pre_fault_memory_test on a slot of 2M and a page: all of
# the first 2M; the last page and one beyond; only beyond; then the guest reads it.
# profiles: 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

# The default VM.
vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=0x201000                              -> 0
slot A:10 gpa=0x40000000 size=0x201000 hva=H          -> 0
prefault A.0 gpa=0x40000000 size=2M                   -> 0 left=0
prefault A.0 gpa=0x40200000 size=2p                   -> 0 left=4K
prefault A.0 gpa=0x40201000 size=1p                   -> ENOENT left=4K
guest A.0 read 0x40000000                             -> 0
guest A.0 read 0x401ff000                             -> 0
guest A.0 read 0x40200000                             -> 0

# SW_PROTECTED, shared.
vm S type=sw_protected                                -> 0
vcpu S.0                                              -> 0
mmap G anon len=0x201000                              -> 0
slot S:10 gpa=0x40000000 size=0x201000 hva=G          -> 0
prefault S.0 gpa=0x40000000 size=2M                   -> 0 left=0
prefault S.0 gpa=0x40200000 size=2p                   -> 0 left=4K
prefault S.0 gpa=0x40201000 size=1p                   -> ENOENT left=4K
guest S.0 read 0x40000000                             -> 0
guest S.0 read 0x401ff000                             -> 0
guest S.0 read 0x40200000                             -> 0

# SW_PROTECTED, private.
vm P type=sw_protected                                -> 0
vcpu P.0                                              -> 0
mmap F anon len=0x201000                              -> 0
memfd M vm=P size=0x201000                            -> 0
slot P:10 gpa=0x40000000 size=0x201000 hva=F memfd=M  -> 0
attributes P gpa=0x40000000 size=0x201000 private     -> 0
prefault P.0 gpa=0x40000000 size=2M                   -> 0 left=0
prefault P.0 gpa=0x40200000 size=2p                   -> 0 left=4K
prefault P.0 gpa=0x40201000 size=1p                   -> ENOENT left=4K
guest P.0 read 0x40000000 private                     -> 0
guest P.0 read 0x401ff000 private                     -> 0
guest P.0 read 0x40200000 private                     -> 0
where P 0x40200000 private                            -> memfd=M page=512
invariants                                            -> ok
