# INVAL-15: a hole of 4M is zapped in two parts. A fault on what was zapped first starts again
# until the hole is there; an access to the rest finds the old page or none.
# explore: clean
arch x86
vm A                                                      -> 0
vcpu A.0                                                  -> 0
memfd M vm=A size=4M flags=mmap|init_shared               -> 0
slot A:0 gpa=0x200000 size=4M memfd=M                     -> 0
fallocate M off=0 len=1p mode=keep_size                   -> 0
guest A.0 write 0x201000 0x22                             -> ok
guest A.0 write 0x400000 0x11                             -> ok
concurrent
  v: guest A.0 write 0x200000 0x33                        -> ok
  p: fallocate M off=0 len=4M mode=keep_size|punch_hole   -> 0
  always    invariants                                    -> ok
  sometimes resident M                                    -> pages=0
  sometimes resident M                                    -> pages=
end
