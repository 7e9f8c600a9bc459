# FORK-1, FORK-2, FORK-3, INVAL-8: a fork write-protects private memory, which zaps
# what a guest maps of it; shared memory is left alone. Who writes first gets a copy,
# and who is alone with a page keeps it.

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap X anon len=4p                                  -> 0
mmap Y anon len=4p flags=shared                     -> 0
store X 0x11                                        -> ok
store X+1p 0x12                                     -> ok
store Y 0x13                                        -> ok
slot A:0 gpa=0x100000 size=4p hva=X                 -> 0
slot A:1 gpa=0x200000 size=4p hva=Y                 -> 0
guest A.0 write 0x100000 0x21                       -> ok
guest A.0 write 0x200000 0x23                       -> ok
where A 0x100000                                    -> hva=X prot=rwx
fork C                                              -> 0
where A 0x100000                                    -> unmapped
where A 0x200000                                    -> hva=Y prot=rwx

# To be read it is shared; a guest's write copies it as the host's does.
guest A.0 read 0x100000                             -> 0x21
where A 0x100000                                    -> hva=X prot=rx
load X by=C                                         -> 0x21
guest A.0 write 0x100000 0x31                       -> ok
where A 0x100000                                    -> hva=X prot=rwx
load X                                              -> 0x31
load X by=C                                         -> 0x21
store X+8 0x41 by=C                                 -> ok
load X+8                                            -> 0
store Y 0x33 by=C                                   -> ok
guest A.0 read 0x200000                             -> 0x33

# Three have page 1. The last one that writes to it makes no copy.
fork D by=C                                         -> 0
store X+1p 0x52 by=D                                -> ok
store X+1p 0x62                                     -> ok
load X+1p by=C                                      -> 0x12
store X+1p 0x72 by=C                                -> ok
load X+1p by=D                                      -> 0x52
load X+1p                                           -> 0x62
invariants                                          -> ok
exit D                                              -> 0
exit C                                              -> 0
load X                                              -> 0x31
invariants                                          -> ok
