# B-23: prefault stays in its SRCU section, and the deletion waits until nobody is in one.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  d: slot A:0 delete                                    -> 0
  f: prefault A.0 gpa=0x100000 size=1p
end
