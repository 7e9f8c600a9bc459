# X86-ERR-6, X86-FAULT-13, HZ-12: KVM takes the attribute at the start of the fault and
# looks at it again after the snapshot. If the page became private in between, the two
# disagree, and the vCPU leaves the guest with the kind that it took first: shared.
# Running it again finds private memory.
# profiles: 6.12 6.18 7.2 7.3

vm P type=sw_protected                                      -> 0
vcpu P.0                                                    -> 0
memfd M vm=P size=4p                                        -> 0
mmap H anon len=4p                                          -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M                 -> 0

concurrent
  convert: attributes P gpa=0x100000 size=1p private        -> 0
  fault:   guest P.0 read 0x100000                          -> MEMORY_FAULT gpa=0x100000 flags=0 errno=EFAULT
  step fault until snapshot
  step convert until invalidate-end
  step fault until re-enter
  always invariants                                         -> ok
end
guest P.0 read 0x100000                                     -> 0
where P 0x100000                                            -> memfd=M page=0
