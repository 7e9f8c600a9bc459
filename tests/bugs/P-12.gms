# P-12: one task is enough: the steps are in the wrong order.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok
concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
end
