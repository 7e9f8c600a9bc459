# X86-TDX-14: a call that fails for another reason kills the VM, whoever made it.
# options: --inject tdx_error:2

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
vcpu T.1                                                   -> 0
memfd M vm=T size=4p                                       -> 0
slot T:0 gpa=0x100000 size=4p memfd=M                      -> 0
attributes T gpa=0x100000 size=4p private                  -> 0
guest T.0 write 0x100000 0x11 private                      -> ok
guest T.0 write 0x101000 0x22 private                      -> EIO
guest T.1 read 0x100000 private                            -> EIO
slot T:0 delete                                            -> EIO
invariants                                                 -> ok
