# ARM-PKVM-3, ARM-PKVM-5: both pin the page, one gives it to the guest, the other finds it
# noted and lets its guest try again, though the host unmapped the page meanwhile.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm P type=0x80000000                                  -> 0
vcpu P.0                                              -> 0
vcpu P.1                                              -> 0
mmap H anon len=4p                                    -> 0
slot P:0 gpa=0x100000 size=4p hva=H                   -> 0

concurrent
  a: munmap H off=0 len=1p                            -> 0
  b: guest P.0 write 0x100000 5                       -> ok
  c: guest P.1 read 0x100000                          -> 5
  step b until lock-mmu
  step c until lock-mmu
  always invariants                                   -> ok
end
guest P.1 read 0x100000                               -> 5
guest P.1 read 0x101000                               -> 0
close P.0                                             -> 0
close P.1                                             -> 0
close P                                               -> 0
invariants                                            -> ok
