# X86-TDX-2, X86-TDX-5: an operand of the module's call is busy, once. A fault starts again, and
# who takes a page out of the TD asks a second time: nobody sees either.
# options: --inject tdx_busy:2

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
memfd M vm=T size=4p                                       -> 0
slot T:0 gpa=0x100000 size=4p memfd=M                      -> 0
attributes T gpa=0x100000 size=4p private                  -> 0
guest T.0 write 0x100000 0x11 private                      -> ok
guest T.0 write 0x101000 0x22 private                      -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole         -> 0
guest T.0 read 0x101000 private                            -> 0x22
invariants                                                 -> ok
