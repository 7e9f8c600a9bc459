# X86-FAULT-27: with the page in hand, the vCPU looks at the sequence once more before it
# bothers with mmu_lock.
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
  step fault until recheck-invalidate
  step punch until fput
  step fault until re-enter
  always invariants                                         -> ok
end
