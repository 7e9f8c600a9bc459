# P-07: the binding goes between the beginning of the hole's invalidation and its end.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  d: slot A:0 delete                                    -> 0
end
