# HZ-1, the other half of SCN-12: memory failure and a hole wait for each other.
# explore: deadlock
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
fallocate M off=0 len=1p mode=keep_size                 -> 0
concurrent
  m: poison M off=0
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
end
