# SCN-6, SLOT-34: the vCPU meets the INVALID copy of the slot and tries again until the
# slot is gone.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0

concurrent
  delete: slot A:0 delete                                   -> 0
  fault:  guest A.0 write 0x100000 0x11                     -> MMIO
  step delete until wait-readers
  step fault until re-enter
  step fault until walk
  always invariants                                         -> ok
end
resident M                                                  -> pages=
