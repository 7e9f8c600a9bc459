# ATTR-13: on a slot whose file has no MMAP, shared memory is behind userspace_addr
# and private memory in the file. Converting copies nothing and frees nothing.
# profiles: 6.12 6.16 6.18 7.2 7.3

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
memfd M vm=P size=4p                                -> 0
mmap H anon len=4p                                  -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0

guest P.0 write 0x100000 0x11                       -> ok
load H                                              -> 0x11
resident M                                          -> pages=
where P 0x100000                                    -> hva=H level=4K

attributes P gpa=0x100000 size=1p private           -> 0
where P 0x100000                                    -> unmapped
guest P.0 read 0x100000 private                     -> 0
guest P.0 write 0x100000 0x22 private               -> ok
load H                                              -> 0x11
where P 0x100000                                    -> memfd=M page=0 level=4K
# The neighbour is shared still.
guest P.0 write 0x101000 0x33                       -> ok
load H+1p                                           -> 0x33
resident M                                          -> pages=0

attributes P gpa=0x100000 size=1p shared            -> 0
guest P.0 read 0x100000                             -> 0x11
attributes P gpa=0x100000 size=1p private           -> 0
guest P.0 read 0x100000 private                     -> 0x22
invariants                                          -> ok
