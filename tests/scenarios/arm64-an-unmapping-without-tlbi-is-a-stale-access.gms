# ARM-PGT-10, ARM-PGT-13: the switch leaves out the TLBI of an unmapping. What a vCPU
# remembers leads it to a page that is not the file's any more.
# profiles: 7.2 7.3
# options: --switch ARM_UNMAP_WITHOUT_TLBI=on
arch arm64
tlb 1

vm A                                                 -> 0
vcpu A.0                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
guest A.0 write 0x100000 5                           -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole   -> 0
where A 0x100000                                     -> unmapped
invariants                                           -> violated
