# HZ-9: before 6.18 the same call tries again and again, and by that keeps the deletion from
# going on: neither ever ends, and the kernel's selftest hangs. The simulator stops a vCPU
# that nothing can help any more (EXIT-7), and says RETRY.
# profiles: 6.12 6.16
profile 6.16

vm P type=sw_protected                          -> 0
vcpu P.0                                        -> 0
mmap H anon len=5p                              -> 0
memfd M vm=P size=5p                            -> 0
slot P:10 gpa=0x40000000 size=5p hva=H memfd=M  -> 0
attributes P gpa=0x40000000 size=5p private     -> 0
concurrent
  vcpu: prefault P.0 gpa=0x40000000 size=4p     -> RETRY
  vmm: slot P:10 delete                         -> 0
  step vcpu until page-done
  step vmm until wait-readers
end
resident M                                      -> pages=0
