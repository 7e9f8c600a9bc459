# P-25: arm64 takes no file without MMAP, and before 7.3 it is asked when the slot is bound.
arch arm64
profile 7.2
vm A                                                    -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=M                   -> EINVAL
