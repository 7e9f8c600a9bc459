# ARM-GMEM-16, ARM-PGT-2, ARM-PGT-4: who meets the locked entry, or the finished one, tries
# again and finds it mapped.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
vcpu A.1                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
guest A.0 write 0x101000 1                            -> ok

concurrent
  a: guest A.0 write 0x100000 5                       -> ok
  b: guest A.1 read 0x100000                          -> 5
  step a until break
  step b until break
  step a until make
  step b until unlock-mmu
  always invariants                                   -> ok
end
guest A.1 read 0x100000                               -> 5
