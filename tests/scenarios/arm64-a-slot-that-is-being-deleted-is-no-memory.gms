# ARM-INVAL-11, ARM-ABORT-8, ARM-VNCR-7: while it goes a guest finds MMIO there, but VNCR_EL2 a
# memory fault.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
vcpu A.1                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
el2 A.1 vncr=0x101000                                 -> ok

concurrent
  d: slot A:0 delete                                  -> 0
  g: guest A.0 read 0x100000                          -> MMIO gpa=0x100000
  v: vncr A.1 read 8                                  -> MEMORY_FAULT gpa=0x101000 errno=0
  step d until zap
  step g until re-enter
  step v until re-enter
  always invariants                                   -> ok
end
vncr A.1 read 8                                       -> ABORT ec=0x25 fsc=0x10
