# P-82: the first exit is right, and what it leaves behind makes MMIO of the same access.
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
attributes A gpa=0x100000 size=1p private               -> 0
guest A.0 read 0x100000                                 -> MEMORY_FAULT gpa=0x100000 flags=private errno=EFAULT
