# Vector T7 of the x86 rules: the flow of the kernel's selftest private_mem_kvm_exits_test,
# what a private access is told when its slot is being deleted, and when there is only a slot
# without a file.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

# private_access_memslot_deleted: the vCPU is in the middle of its first fault when the
# deletion begins. That waits for the fault, then takes away what it mapped.
vm P type=sw_protected                          -> 0
vcpu P.0                                        -> 0
mmap H anon len=1p                              -> 0
memfd M vm=P size=1p                            -> 0
slot P:10 gpa=0xc0000000 size=1p hva=H memfd=M  -> 0
attributes P gpa=0xc0000000 size=1p private     -> 0
concurrent
  vcpu: guest P.0 read 0xc0000000 private       -> 0
  vcpu: guest P.0 read 0xc0000000 private       -> MEMORY_FAULT gpa=0xc0000000 size=4K flags=private errno=EFAULT
  vmm: slot P:10 delete                         -> 0
  step vcpu until lock-mmu
  step vmm until wait-readers
  step vcpu until walk
  schedule vcpu
  step vmm until commit
  always invariants                             -> ok
end

# private_access_memslot_not_private
vm Q type=sw_protected                          -> 0
vcpu Q.0                                        -> 0
mmap G anon len=1p                              -> 0
slot Q:10 gpa=0xc0000000 size=1p hva=G          -> 0
attributes Q gpa=0xc0000000 size=1p private     -> 0
guest Q.0 read 0xc0000000 private               -> MEMORY_FAULT gpa=0xc0000000 size=4K flags=private errno=EFAULT
invariants                                      -> ok
