# B-25: the third allocation is the one that clearing would make.
# options: --inject alloc:3
vm A type=sw_protected                                  -> 0
attributes A gpa=0x100000 size=1p private               -> 0
attributes A gpa=0x100000 size=16p shared               -> 0
