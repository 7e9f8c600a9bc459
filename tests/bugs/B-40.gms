# B-40: the last private page of a TD.
maxphyaddr 48
vm A type=tdx                                           -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x7fffffffc000 size=4p memfd=M             -> 0
attributes A gpa=0x7fffffffc000 size=4p private         -> 0
mmap S anon len=4p                                      -> 0
populate A gpa=0x7fffffffc000 size=4p source=S          -> 0
