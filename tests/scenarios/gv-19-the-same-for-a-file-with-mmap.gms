# GV-19, BIND-14 for a VM without private memory, whose slot also stays as it is when
# the request does not name a file.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                   -> 0
vcpu A.0                               -> 0
memfd M vm=A size=4p flags=mmap        -> 0
slot A:0 gpa=0x100000 size=4p memfd=M  -> 0
guest A.0 write 0x100000 0x11          -> ok
close M                                -> 0
where A 0x100000                       -> unmapped
guest A.0 read 0x100000                -> MEMORY_FAULT gpa=0x100000 size=4K flags=0 errno=EFAULT

memfd N vm=A size=4p flags=mmap        -> 0
slot A:0 gpa=0x100000 size=4p memfd=N  -> EINVAL
slot A:0 gpa=0x100000 size=4p          -> EINVAL
slot A:1 gpa=0x100000 size=4p memfd=N  -> EEXIST
slot A:0 delete                        -> 0
slot A:0 gpa=0x100000 size=4p memfd=N  -> 0
guest A.0 read 0x100000                -> 0
invariants                             -> ok
