# OQ-4, ARM-INVAL-13: L1's TLBI of stage 2 moves no sequence, so that a fault which walked L1's
# tables before it makes an entry of what it found. Modelled as it is, and asserted by nothing.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
vcpu A.1                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0
store H+0x2000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5040 0x1064ff                               -> ok
store H+0x6010 6                                      -> ok
store H+0x7010 7                                      -> ok
el2 A.0 vttbr=0x102000 vtcr=0x800d3558                -> ok
el2 A.1 vttbr=0x102000 vtcr=0x800d3558                -> ok

concurrent
  g: guest A.0 read 0x8010 l2                         -> 6
  s: store H+0x5040 0x1074ff                          -> ok
  t: tlbi A.1 vmalls12e1                              -> ok
  step g until snapshot
  schedule s
  step t until leave
  always invariants                                   -> ok
end
guest A.0 read 0x8010 l2                              -> 6
tlbi A.0 vmalls12e1                                   -> ok
guest A.0 read 0x8010 l2                              -> 7
