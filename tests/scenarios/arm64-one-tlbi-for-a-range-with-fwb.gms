# ARM-PGT-10: where stage 2 needs no cache maintenance the TLBI of an unmapping is for its
# range, and none of it is remembered afterwards.
# profiles: 7.2 7.3
# worlds: --tlb=1
arch arm64
fwb 1

vm A                                                  -> 0
vcpu A.0                                              -> 0
vcpu A.1                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
guest A.0 write 0x100000 5                            -> ok
guest A.1 write 0x101000 6                            -> ok
guest A.1 write 0x103000 7                            -> ok
fallocate M off=0 len=3p mode=keep_size|punch_hole    -> 0
guest A.0 read 0x100000                               -> 0
guest A.1 read 0x101000                               -> 0
guest A.1 read 0x103000                               -> 7
invariants                                            -> ok
