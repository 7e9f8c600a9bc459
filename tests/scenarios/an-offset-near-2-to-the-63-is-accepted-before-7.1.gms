# GV-8, BIND-4, HZ-5: offset plus size passes 2^63, becomes negative, and is not
# greater than the size of the file. The slot is bound far beyond its end.
# profiles: 6.18 6.19
profile 6.19

vm A                                                      -> 0
memfd M vm=A size=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p memfd=M off=0x7ffffffffffff000  -> 0
slot A:0 delete                                           -> 0
