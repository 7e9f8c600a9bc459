# The kernel's selftest pre_fault_memory_test deletes the slot while it is prefaulted, makes
# it again, and asks for the rest. A call that meets the slot on its way out has mapped
# some, or is EAGAIN; what is left tells how much.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                          -> 0
vcpu P.0                                        -> 0
mmap H anon len=5p                              -> 0
memfd M vm=P size=5p                            -> 0
slot P:10 gpa=0x40000000 size=5p hva=H memfd=M  -> 0
attributes P gpa=0x40000000 size=5p private     -> 0
concurrent
  vcpu: prefault P.0 gpa=0x40000000 size=4p     -> 0 left=8K gpa=0x40002000
  vcpu: prefault P.0 gpa=0x40002000 size=2p     -> EAGAIN left=8K gpa=0x40002000
  vmm: slot P:10 delete                         -> 0
  # Two pages are mapped; then the INVALID copy stands there.
  step vcpu until page-done
  schedule vcpu
  step vcpu until page-done
  schedule vcpu
  step vmm until wait-readers
  step vcpu until check
  # The second call has nothing to show for it.
  step vcpu until page-done
  schedule vcpu
  always invariants                             -> ok
end
slot P:10 gpa=0x40000000 size=5p hva=H memfd=M  -> 0
prefault P.0 gpa=0x40002000 size=2p             -> 0 left=0
prefault P.0 gpa=0x40004000 size=2p             -> 0 left=4K
prefault P.0 gpa=0x40005000 size=1p             -> ENOENT left=4K
invariants                                      -> ok
