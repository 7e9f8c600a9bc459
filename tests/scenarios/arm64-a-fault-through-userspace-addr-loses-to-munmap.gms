# ARM-USER-10: the host takes the page away between lookup and lock; the vCPU sees that
# the sequence moved, tries again, and then there is nothing.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                          -> 0
vcpu A.0                                      -> 0
mmap H anon len=4p                            -> 0
store H 0x11                                  -> ok
slot A:0 gpa=0x100000 size=4p hva=H           -> 0

concurrent
  fault: guest A.0 read 0x100000              -> EFAULT
  unmap: munmap H                             -> 0
  step fault until lock-mmu
  step unmap until notify-end
  always invariants                           -> ok
end
where A 0x100000                              -> unmapped
