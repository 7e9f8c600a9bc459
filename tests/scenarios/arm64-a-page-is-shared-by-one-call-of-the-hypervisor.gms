# ARM-PKVM-2, ARM-PKVM-3: two guests want one page, under the mmu_locks of two VMs. Whoever
# comes first has it: between looking whose it is and mapping it nobody comes.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm P type=0x80000000                                  -> 0
vcpu P.0                                              -> 0
vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=4p                                    -> 0
slot P:0 gpa=0x100000 size=4p hva=H                   -> 0
slot A:0 gpa=0x100000 size=4p hva=H                   -> 0

concurrent
  a: guest P.0 write 0x100000 5                       -> ok
  b: guest A.0 read 0x100000                          -> EPERM
  step b until share
  always invariants                                   -> ok
end
guest P.0 read 0x100000                               -> 5
guest A.0 read 0x101000                               -> 0
guest P.0 read 0x101000                               -> EPERM
