# FOP-7: a duplicate is the same open file. The slot loses it with the last
# descriptor, not with the first.
# profiles: 6.18 7.2 7.3

vm A                                         -> 0
vcpu A.0                                     -> 0
memfd M vm=A size=4p flags=mmap|init_shared  -> 0
dup D M                                      -> 0
slot A:0 gpa=0x100000 size=4p memfd=M        -> 0
guest A.0 write 0x100000 0x11                -> ok
close M                                      -> 0
guest A.0 read 0x100000                      -> 0x11
fallocate D off=0 len=1p mode=keep_size|punch_hole -> 0
guest A.0 read 0x100000                      -> 0
close D                                      -> 0
guest A.0 read 0x100000                      -> MEMORY_FAULT gpa=0x100000 size=4K flags=0 errno=EFAULT
