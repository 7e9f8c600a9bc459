# ARM-USER-9, ARM-USER-12, ARM-SLOT-10: the slot was made of memory with tags; what came in
# its place has none.
# profiles: 7.2 7.3
arch arm64
mte 1

vm A                                                  -> 0
enable_cap A ARM_MTE                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
mmap H anon len=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p hva=H                   -> 0
guest A.0 write 0x100000 5                            -> ok
mmap K memfd=M len=2p flags=shared|fixed addr=H+4K    -> 0
guest A.0 read 0x100000                               -> 5
guest A.0 read 0x101000                               -> EFAULT
guest A.0 write 0x102000 6                            -> EFAULT
guest A.0 write 0x103000 6                            -> ok
invariants                                            -> ok
