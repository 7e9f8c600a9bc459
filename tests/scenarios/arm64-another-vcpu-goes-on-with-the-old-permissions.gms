# ARM-PGT-8, ARM-PGT-12, ARM-PGT-13, ARM-ABORT-17: relaxing is told to the vCPU that
# faulted. The other faults on what it remembers, relaxes what is relaxed, and goes on.
# profiles: 7.1 7.2 7.3
arch arm64
tlb 1

vm A                                                 -> 0
vcpu A.0                                             -> 0
vcpu A.1                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
guest A.0 write 0x100000 5                           -> ok
guest A.1 read 0x100000                              -> 5
guest A.0 exec 0x100000                              -> ok
where A 0x100000                                     -> memfd=M page=0 prot=rwx
guest A.1 exec 0x100000                              -> ok
invariants                                           -> ok

# An unmapping is told to all.
fallocate M off=0 len=1p mode=keep_size|punch_hole   -> 0
guest A.1 read 0x100000                              -> 0
guest A.0 read 0x100000                              -> 0
invariants                                           -> ok
