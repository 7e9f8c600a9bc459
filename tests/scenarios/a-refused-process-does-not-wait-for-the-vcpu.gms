# IOCTL-2: EIO comes before the vCPU's mutex, which another task holds.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
slot A:0 gpa=0 size=4p memfd=M                      -> 0
fork C                                              -> 0
concurrent
  a: guest A.0 read 0                               -> 0
  b: guest A.0 read 0 by=C                          -> EIO
  c: prefault A.0 gpa=0 size=1p by=C                -> EIO
  step a until walk
  schedule b c
  always invariants                                 -> ok
end
