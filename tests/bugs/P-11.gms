# P-11: the fault is on the second page of the hole.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
fallocate M off=1p len=1p mode=keep_size                -> 0
concurrent
  p: fallocate M off=0 len=2p mode=keep_size|punch_hole -> 0
  v: guest A.0 write 0x101000 0x22                      -> ok
end
