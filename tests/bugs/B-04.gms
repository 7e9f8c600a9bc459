# B-04: four pages at the last page below 2^63.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M off=0x7ffffffffffff000 -> EINVAL
