# GV-8, BIND-4: offset plus size is compared unsigned.
# profiles: 7.1 7.2 7.3

vm A                                                          -> 0
memfd M vm=A size=4p                                          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M off=0x7ffffffffffff000  -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=0x7ffffffffffff000  -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=M off=0x8000000000000000  -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=M                         -> 0
