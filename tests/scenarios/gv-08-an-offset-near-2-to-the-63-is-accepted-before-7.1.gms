# GV-8, BIND-4, HZ-5: offset plus size passes 2^63, becomes negative, and is not
# greater than the size of the file. The slot is bound far beyond its end. 7.0 was not
# measured and counts as 6.19.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0
profile 6.19

vm A type=sw_protected                                        -> 0
memfd M vm=A size=4p                                          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M off=0x7ffffffffffff000  -> 0
# One page ends exactly at 2^63.
slot A:1 gpa=0x200000 size=1p memfd=M off=0x7ffffffffffff000  -> EINVAL
slot A:0 delete                                               -> 0
slot A:1 gpa=0x200000 size=1p memfd=M off=0x7ffffffffffff000  -> 0
slot A:1 delete                                               -> 0
# The sign of the offset itself is looked at.
slot A:0 gpa=0x100000 size=4p memfd=M off=0x8000000000000000  -> EINVAL
