# P-09: the page that was found is old when the sequence is read.
arch x86
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
fallocate M off=0 len=1p mode=keep_size                 -> 0
concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  v: guest A.0 write 0x100000 0x22                      -> ok
end
