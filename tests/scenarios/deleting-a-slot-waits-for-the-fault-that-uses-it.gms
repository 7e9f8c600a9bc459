# SCN-6, V against D: the vCPU holds the slot in an SRCU read section, so the deletion
# waits in its first swap (W4). The vCPU installs and stores; then what it installed is
# zapped and the slot goes (SLOT-33, SLOT-35).
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0

concurrent
  fault:  guest A.0 write 0x100000 0x11                     -> ok
  delete: slot A:0 delete                                   -> 0
  step fault until lock-mmu
  step delete until wait-readers
  always invariants                                         -> ok
end
where A 0x100000                                            -> unmapped
resident M                                                  -> pages=0
# The range of the file is free at once (BIND-13).
slot A:1 gpa=0x200000 size=4p memfd=M                       -> 0
