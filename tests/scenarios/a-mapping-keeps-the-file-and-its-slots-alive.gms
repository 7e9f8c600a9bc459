# RELEASE-1: closing the last descriptor releases nothing while a mapping exists;
# the slot keeps working. When the mapping goes too, the slot has lost its file.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
store H 0x11                                        -> ok
close M                                             -> 0

guest A.0 read 0x100000                             -> 0x11
guest A.0 write 0x101000 0x22                       -> ok
load H+1p                                           -> 0x22

munmap H                                            -> 0
guest A.0 read 0x100000                             -> MEMORY_FAULT gpa=0x100000 size=4K flags=0 errno=EFAULT
invariants                                          -> ok
