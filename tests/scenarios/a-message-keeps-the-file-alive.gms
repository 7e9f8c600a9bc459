# FOP-7, RELEASE-1, MESSAGE-1, MESSAGE-2: a descriptor that was sent and not received
# is a reference to the file, also when nobody has it open any more. The message goes
# with its first receiver, or when it is dropped.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
slot A:0 gpa=0 size=4p memfd=M                      -> 0
guest A.0 write 0 0xaa                              -> ok
fork C                                              -> 0
close M by=C                                        -> 0
send S M                                            -> 0
send T M                                            -> 0
close M                                             -> 0
send U M                                            -> EBADF
guest A.0 read 0                                    -> 0xaa

# The receiver need not be related, nor have had the file before.
fork D by=C                                         -> 0
receive M2 S by=D                                   -> 0
receive M3 S by=D                                   -> EAGAIN
fallocate M2 off=0 len=1p mode=keep_size|punch_hole by=D  -> 0
guest A.0 write 0 0xbb                              -> ok
exit D                                              -> 0
guest A.0 read 0                                    -> 0xbb
close T                                             -> 0
guest A.0 read 0                                    -> MEMORY_FAULT gpa=0 size=4K flags=0 errno=EFAULT
receive M4 T by=C                                   -> EAGAIN
invariants                                          -> ok
