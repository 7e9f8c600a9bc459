# ARM-GMEM-5: the exit is filled although arm64 does not announce it (CAP-8), and the
# private flag is never set. Measured on 7.2.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M         -> 0
guest A.0 write 0x101000 1                    -> ok
close M                                       -> 0
guest A.0 write 0x101000 2                    -> MEMORY_FAULT gpa=0x101000 size=4K flags=0 errno=EFAULT
guest A.0 read 0x102000                       -> MEMORY_FAULT gpa=0x102000 size=4K flags=0 errno=EFAULT
guest A.0 exec 0x101000                       -> MEMORY_FAULT gpa=0x101000 size=4K flags=0 errno=EFAULT
slot A:0 delete                               -> 0
guest A.0 read 0x101000                       -> MMIO
