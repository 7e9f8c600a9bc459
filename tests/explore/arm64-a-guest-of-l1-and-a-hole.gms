# ARM-INVAL-6, ARM-INV-3, ARM-INV-12: nor does a guest of L1.
# explore: clean
arch arm64

vm A                                                      -> 0
vcpu A.0                                                  -> 0
memfd M vm=A size=8p flags=mmap|init_shared               -> 0
mmap H anon len=8p                                        -> 0
slot A:0 gpa=0x100000 size=8p hva=H                       -> 0
slot A:1 gpa=0x200000 size=8p memfd=M                     -> 0
store H 0x102003                                          -> ok
store H+0x2000 0x103003                                   -> ok
store H+0x3040 0x2004ff                                   -> ok
el2 A.0 vttbr=0x100000 vtcr=0x800d3558                    -> ok

concurrent
  l2: guest A.0 write 0x8000 5 l2                         -> ok
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  always invariants                                       -> ok
  sometimes resident M                                    -> pages=
end
