# ARM-GMEM-4, ARM-GMEM-8, ARM-INV-3, ARM-INV-4: in no order does the guest map a page that has
# left the file. Version 13 of the series did: example 22.
# explore: clean
arch arm64

vm A                                                      -> 0
vcpu A.0                                                  -> 0
memfd M vm=A size=4p flags=mmap|init_shared               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                     -> 0

concurrent
  fault: guest A.0 write 0x100000 5                       -> ok
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  always invariants                                       -> ok
  sometimes resident M                                    -> pages=
  sometimes resident M                                    -> pages=0
end
