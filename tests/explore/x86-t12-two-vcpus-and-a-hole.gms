# Vector T12 of the specification: two vCPUs fault, on the page that a hole takes and on one
# that it leaves, in every order of V7 to V17 against G1 to G5. Neither ends on a page that
# is gone (X86-INV-4) nor installs what an invalidation has overtaken (X86-INV-9).
# explore: clean
# reduction: too large
arch x86
vm A                                                    -> 0
vcpu A.0                                                -> 0
vcpu A.1                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
fallocate M off=0 len=1p mode=keep_size                 -> 0
concurrent
  v: guest A.0 write 0x100008 0x22                      -> ok
  u: guest A.1 write 0x101000 0x33                      -> ok
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  always     invariants                                 -> ok
  sometimes  resident M                                 -> pages=1
  sometimes  resident M                                 -> pages=0,1
end
guest A.0 read 0x101000                                 -> 0x33
