# SCN-1, INVAL-4: the invalidation has begun and its range covers the page: the vCPU
# must not install, however often it tries, until the invalidation ends.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared                 -> 0
mmap H memfd=M len=4p                                       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0
store H 0x11                                                -> ok

concurrent
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  fault: guest A.0 read 0x100000                            -> 0
  step fault until lock-mmu
  step punch until truncate
  step fault until re-enter
  step fault until walk
  step fault until re-enter
  step punch until invalidate-end
  step fault until walk
  step fault until re-enter
  always invariants                                         -> ok
end
resident M                                                  -> pages=0
