# SCN-12: memory failure races with a fault: no poisoned page is mapped afterwards.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok
concurrent
  m: poison M off=0
  v: guest A.0 write 0x100008 0x22
end
invariants                                              -> ok
