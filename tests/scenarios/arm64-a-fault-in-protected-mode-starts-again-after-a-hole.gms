# ARM-GMEM-7, ARM-GMEM-8: the fault holds mmu_lock for write, and looks at the sequence all
# the same: what it looked up left the file before.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
mmap H memfd=M len=4p                                 -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
store H 7                                             -> ok

concurrent
  a: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  b: guest A.0 read 0x100000                          -> 0
  step b until lock-mmu
  always invariants                                   -> ok
end
resident M                                            -> pages=0
