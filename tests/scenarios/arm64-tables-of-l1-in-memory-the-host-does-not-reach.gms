# ARM-SLOT-6, ARM-NV-4, ARM-ABORT-7; section 21, 8: without INIT_SHARED L1 runs, but KVM
# cannot read the stage 2 that it keeps there.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap                      -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0
load H                                                -> SIGBUS
guest A.0 write 0x102000 0x104003                     -> ok
guest A.0 write 0x104000 0x105003                     -> ok
guest A.0 write 0x105040 0x1064ff                     -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
guest A.0 read 0x8010 l2                              -> EFAULT
guest A.0 read 0x106010                               -> 0
