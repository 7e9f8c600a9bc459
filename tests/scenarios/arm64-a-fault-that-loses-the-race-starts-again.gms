# SCN-1 on arm64, whose test under the lock does not look at the range (INVAL-5).
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared                 -> 0
mmap H memfd=M len=4p                                       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0
store H 0x11                                                -> ok

concurrent
  fault: guest A.0 read 0x100000                            -> 0
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  step fault until lock-mmu
  step punch until fput
  always invariants                                         -> ok
end
where A 0x100000                                            -> memfd=M page=0
