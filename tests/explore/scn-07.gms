# SCN-7: a fault races with the close of the last descriptor.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  v: guest A.0 write 0x100000 0x11
  c: close M                                            -> 0
  eventually where A 0x100000                           -> unmapped
end
guest A.0 read 0x100000                                 -> MEMORY_FAULT errno=EFAULT
