# ARM-GMEM-15, ARM-INV-3: version 13 of the series had neither snapshot nor retry test. A
# hole that is punched between the lookup and the lock leaves the guest with a page that
# is not the file's any more. The same without the switch starts again:
# arm64-a-fault-that-loses-the-race-starts-again.gms.
# profiles: 7.2 7.3
# options: --switch ARM_NO_SEQUENCE_CHECK=on
arch arm64

vm A                                                      -> 0
vcpu A.0                                                  -> 0
memfd M vm=A size=4p flags=mmap|init_shared               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                     -> 0

concurrent
  fault: guest A.0 write 0x100000 5                       -> ok
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  step fault until lock-mmu
  step punch until unlock
  step fault until unlock-mmu
  eventually invariants                                   -> violated
  eventually resident M                                   -> pages=
end
