# What no processor has ends the run: privilege level 4, and on arm64 any.
# expect-exit: 3
# options: --arch x86

vm A                                          -> 0
vcpu A.0                                      -> 0
guest A.0 read 0x100000 cpl=3                 -> MMIO
guest A.0 read 0x100000 cpl=4
