# The kernel's selftest private_mem_conversions_test with two vCPUs and two slots of one
# file: each converts its own part while the other does.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                                          -> 0
vcpu P.0                                                        -> 0
vcpu P.1                                                        -> 0
mmap H anon len=8M                                              -> 0
memfd M vm=P size=8M                                            -> 0
slot P:10 gpa=0x100000000 size=4M hva=H memfd=M                 -> 0
slot P:11 gpa=0x100400000 size=4M hva=H+4M memfd=M off=4M       -> 0

concurrent
  zero: guest P.0 write 0x100000000 0x1111111111111111          -> ok
  zero: attributes P gpa=0x100000000 size=1p private            -> 0
  zero: guest P.0 write 0x100000000 0x2222222222222222 private  -> ok
  zero: load H                                                  -> 0x1111111111111111
  zero: attributes P gpa=0x100000000 size=1p shared             -> 0
  zero: guest P.0 read 0x100000000                              -> 0x1111111111111111
  one: guest P.1 write 0x100400000 0x3333333333333333           -> ok
  one: attributes P gpa=0x100400000 size=2M private             -> 0
  one: guest P.1 write 0x100400000 0x4444444444444444 private   -> ok
  one: load H+4M                                                -> 0x3333333333333333
  one: fallocate M off=4M len=2M mode=keep_size|punch_hole      -> 0
  one: guest P.1 read 0x100400000 private                       -> 0
  # The one converts while the other faults, and the other way round.
  step zero until store
  step one until lock-mmu
  step zero until lock-mmu
  step one until invalidate-end
  always invariants                                             -> ok
end
resident M                                                      -> pages=0,1024
invariants                                                      -> ok
