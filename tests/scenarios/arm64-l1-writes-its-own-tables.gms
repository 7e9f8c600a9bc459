# ARM-NV-4, ARM-NV-6: KVM's copy brings the process's page in where L1 alone has touched it.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0
guest A.0 write 0x102000 0x104003                     -> ok
guest A.0 write 0x104000 0x105003                     -> ok
guest A.0 write 0x105040 0x1060ff                     -> ok
el2 A.0 vttbr=0x102000 vtcr=0x802d3558                -> ok
guest A.0 write 0x8010 5 l2                           -> ok
guest A.0 read 0x105040                               -> 0x1064ff
guest A.0 read 0x106010                               -> 5
munmap H                                              -> 0
tlbi A.0 vmalls12e1                                   -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
close A.0                                             -> 0
close A                                               -> 0
close M                                               -> 0
invariants                                            -> ok
