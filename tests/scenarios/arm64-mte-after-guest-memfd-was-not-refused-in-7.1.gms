# ARM-SLOT-9
# profiles: 7.1
arch arm64
mte 1

vm A                                                 -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
enable_cap A ARM_MTE                                     -> 0
slot A:1 gpa=0x200000 size=1p memfd=M                -> EINVAL
