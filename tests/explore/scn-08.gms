# SCN-8: a slot is deleted while its file is closed.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok
concurrent
  d: slot A:0 delete                                    -> 0
  c: close M                                            -> 0
  eventually where A 0x100000                           -> unmapped
end
invariants                                              -> ok
