# FOP-6, RELEASE-2, RELEASE-6: an O_PATH descriptor keeps the inode with its pages. The
# file is released with its last real descriptor: slots lose it, and the VM may go.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                         -> 0
vcpu A.0                                     -> 0
memfd M vm=A size=4p flags=mmap|init_shared  -> 0
slot A:0 gpa=0x100000 size=4p memfd=M        -> 0
guest A.0 write 0x100000 0xaa                -> ok
reopen P M flags=path                        -> 0
close M                                      -> 0
guest A.0 read 0x100000                      -> MEMORY_FAULT flags=0 errno=EFAULT
resident M                                   -> pages=0
fstat P                                      -> size=4p
reopen N P flags=rdwr                        -> ENXIO
invariants                                   -> ok
close P                                      -> 0
resident M                                   -> pages=
invariants                                   -> ok
