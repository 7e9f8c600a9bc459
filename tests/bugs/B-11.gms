# B-11: nobody made the gfn private.
vm A type=tdx                                           -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
mmap S anon len=1p                                      -> 0
populate A gpa=0x100000 size=1p source=S                -> EINVAL
