# SCN-7, V against R: the vCPU has its page, the last descriptor is closed, and the
# release zaps or refuses what the vCPU was about to do (RELEASE-2, RELEASE-3).
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0

concurrent
  fault: guest A.0 read 0x100000                            -> MEMORY_FAULT gpa=0x100000 flags=0 errno=EFAULT
  close: close M                                            -> 0
  step fault until lock-mmu
  step close until evict
  always invariants                                         -> ok
end
where A 0x100000                                            -> unmapped
slot A:0 delete                                             -> 0
