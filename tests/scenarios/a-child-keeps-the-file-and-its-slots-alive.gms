# FOP-7, RELEASE-1, BIND-14: a child's descriptor and its mapping are references of
# their own. The file is released when the last reference of any kind is gone.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
slot A:0 gpa=0 size=4p memfd=M                      -> 0
guest A.0 write 0 0xaa                              -> ok
fork C                                              -> 0
close M                                             -> 0
guest A.0 read 0                                    -> 0xaa
mmap K memfd=M len=4p by=C                          -> 0
fork D by=C                                         -> 0
close M by=C                                        -> 0
close M by=D                                        -> 0
guest A.0 read 0                                    -> 0xaa
munmap K by=C                                       -> 0
guest A.0 read 0                                    -> 0xaa
load K by=D                                         -> 0xaa
where A 0                                           -> memfd=M page=0
# The last one: slots lose the file before the process has ended.
exit D                                              -> 0
where A 0                                           -> unmapped
guest A.0 read 0                                    -> MEMORY_FAULT gpa=0 size=4K flags=0 errno=EFAULT
slot A:0 delete                                     -> 0
invariants                                          -> ok
