# X86-TDX-14, X86-TDX-5: the module blocks a page and does not give it back. The hole is punched
# all the same, and the VM is dead.
# options: --inject tdx_error:2

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
memfd M vm=T size=4p                                       -> 0
slot T:0 gpa=0x100000 size=4p memfd=M                      -> 0
attributes T gpa=0x100000 size=4p private                  -> 0
guest T.0 write 0x100000 0x11 private                      -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole         -> 0
where T 0x100000 private                                   -> unmapped
guest T.0 read 0x100000 private                            -> EIO
invariants                                                 -> ok
