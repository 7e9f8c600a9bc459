# X86-TDX-14, X86-TDX-11: so is it for the first content of a TD.
# options: --inject tdx_error:2

vm T type=tdx                                              -> 0
memfd M vm=T size=4p                                       -> 0
mmap S anon len=4p                                         -> 0
slot T:0 gpa=0x100000 size=4p memfd=M                      -> 0
attributes T gpa=0x100000 size=4p private                  -> 0
populate T gpa=0x100000 size=1p source=S                   -> 0
populate T gpa=0x101000 size=2p source=S                   -> EIO left=8K gpa=0x101000
populate T gpa=0x101000 size=1p source=S                   -> EIO
invariants                                                 -> ok
