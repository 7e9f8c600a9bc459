# FORK-2, FOLIO-2, HFAULT-6, INV-31: the processes have page tables of their own; the
# page is one, whoever brings it in.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0 size=4p memfd=M                      -> 0
fork C                                              -> 0
concurrent
  a: store H 0x1                                    -> ok
  b: store H+8 0x2 by=C                             -> ok
  c: guest A.0 write 0x10 0x3                       -> ok
  step a until allocate-folio
  step b until allocate-folio
  step c until allocate-folio
  schedule b a c
  always invariants                                 -> ok
  eventually resident M                             -> pages=0
end
load H by=C                                         -> 0x1
load H+8                                            -> 0x2
load H+16                                           -> 0x3
