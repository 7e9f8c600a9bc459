# SCN-6: as close as it gets. The vCPU has installed, but before the guest's instruction
# runs again the slot is deleted and the entry zapped. The guest finds nothing and
# faults anew, now on an address without a slot. The page it got stays in the file.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0

concurrent
  delete: slot A:0 delete                                   -> 0
  fault:  guest A.0 write 0x100000 0x11                     -> MMIO
  step fault until lock-mmu
  step delete until wait-readers
  step fault until walk
  always invariants                                         -> ok
end
resident M                                                  -> pages=0
