# MESSAGE-2, RELEASE-1: the receiver gets no descriptor, and the file loses the
# reference of the message: here the last one.
# options: --inject fd:3

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
fallocate M off=0 len=4p mode=keep_size             -> 0
send S M                                            -> 0
close M                                             -> 0
resident M                                          -> pages=0,1,2,3
receive M2 S                                        -> EMFILE
resident M                                          -> pages=
receive M3 S                                        -> EAGAIN
invariants                                          -> ok
