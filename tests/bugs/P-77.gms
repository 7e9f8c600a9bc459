# P-77: the fault found the slot before it became INVALID.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  d: slot A:0 delete                                    -> 0
  v: guest A.0 write 0x100000 0x11
end
