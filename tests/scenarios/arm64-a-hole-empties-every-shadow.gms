# ARM-INVAL-6, ARM-GMEM-8, ARM-INV-3: whatever the hole is, and wherever a fault of L1's
# guest is.
# profiles: 7.2 7.3
# worlds: - --tlb=1
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0

store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
store H+0x5048 0x1074ff                               -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
guest A.0 write 0x8010 6 l2                           -> ok
fallocate M off=6p len=1p mode=keep_size|punch_hole   -> 0
guest A.0 read 0x8010 l2                              -> 0
guest A.0 write 0x8010 6 l2                           -> ok

concurrent
  g: guest A.0 write 0x9010 7 l2                      -> ok
  p: fallocate M off=7p len=1p mode=keep_size|punch_hole -> 0
  step g until lock-mmu
  step p until unlock
  always invariants                                   -> ok
end
guest A.0 read 0x9010 l2                              -> 7
guest A.0 read 0x8010 l2                              -> 6
slot A:0 delete                                       -> 0
guest A.0 read 0x8010 l2                              -> EFAULT
