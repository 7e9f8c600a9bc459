# INVAL-15, X86-ATTR-4: two pages on either side of 2M become private while a vCPU reads the
# second. Each is zapped in a part of its own, and neither is mapped again before both have
# their attribute.
# explore: clean
# profiles: 6.12 6.18 7.2
arch x86
vm A type=sw_protected                                    -> 0
vcpu A.0                                                  -> 0
mmap H anon len=4M                                        -> 0
memfd M vm=A size=4M                                      -> 0
slot A:0 gpa=0x200000 size=4M hva=H memfd=M               -> 0
guest A.0 write 0x3ff000 0x11                             -> ok
guest A.0 write 0x400000 0x22                             -> ok
concurrent
  v: guest A.0 read 0x3ff000
  a: attributes A gpa=0x3ff000 size=2p private            -> 0
  always invariants                                       -> ok
end
guest A.0 read 0x400000                                   -> 0
