# ARM-VNCR-10, ARM-VNCR-15, ARM-INV-17: nor VNCR_EL2. Before 7.2 a lost race leaked the page.
# explore: clean
# profiles: 7.2 7.3
arch arm64

vm A                                                      -> 0
vcpu A.0                                                  -> 0
memfd M vm=A size=8p flags=mmap|init_shared               -> 0
slot A:1 gpa=0x200000 size=8p memfd=M                     -> 0
el2 A.0 vncr=0x200000                                     -> ok

concurrent
  vncr: vncr A.0 write 8 6                                -> ok
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  always invariants                                       -> ok
  sometimes resident M                                    -> pages=
  sometimes resident M                                    -> pages=0
end
vncr A.0 write 8 7                                        -> ok
