# SCN-1, the other order: the vCPU installs and reads the old bytes, then the hole
# zaps what it installed.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared                 -> 0
mmap H memfd=M len=4p                                       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0
store H 0x11                                                -> ok

concurrent
  fault: guest A.0 read 0x100000                            -> 0x11
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  step punch until lock
  step fault until unlock-mmu
  always invariants                                         -> ok
end
where A 0x100000                                            -> unmapped
resident M                                                  -> pages=
load H                                                      -> 0
