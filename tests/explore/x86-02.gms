# X86-TDP-10: deleting a slot of a DEFAULT VM makes its root invalid, and takes it apart side
# by side with a fault on another slot, which maps into the old root, or into a new one.
# explore: clean
arch x86
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=2p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=1p memfd=M off=0             -> 0
slot A:1 gpa=0x40000000 size=1p memfd=M off=1p          -> 0
guest A.0 write 0x40000000 0x22                         -> ok
concurrent
  v: guest A.0 write 0x100000 0x11                      -> ok
  d: slot A:1 delete                                    -> 0
  always     invariants                                 -> ok
  sometimes  where A 0x100000                           -> unmapped
  sometimes  where A 0x100000                           -> memfd=M page=0 level=4K prot=rwx
  eventually where A 0x40000000                         -> unmapped
end
guest A.0 read 0x100000                                 -> 0x11
