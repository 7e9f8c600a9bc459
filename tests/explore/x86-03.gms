# X86-TDP-8: deleting a slot of a VM with private memory zaps it part by part, and lets go of
# mmu_lock in between; a fault on it then finds the slot INVALID.
# explore: clean
arch x86
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=2M flags=mmap                         -> 0
slot A:0 gpa=0x3ff000 size=2p memfd=M                   -> 0
guest A.0 write 0x3ff000 0x11                           -> ok
guest A.0 write 0x400000 0x22                           -> ok
concurrent
  v: guest A.0 read 0x3ff000
  d: slot A:0 delete                                    -> 0
  always     invariants                                 -> ok
  eventually where A 0x400000                           -> unmapped
end
guest A.0 read 0x400000                                 -> MMIO
