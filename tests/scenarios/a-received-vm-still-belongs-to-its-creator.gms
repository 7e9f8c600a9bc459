# FOP-7, IOCTL-1: the descriptor of a VM can be passed on as any other; the process
# that created the VM can use it when it comes back, no other can.

vm A                                                -> 0
vm B                                                -> 0
fork C                                              -> 0
send S A                                            -> 0
close A                                             -> 0
receive A2 S by=C                                   -> 0
check_extension A2 GUEST_MEMFD by=C                 -> EIO
send T A2 by=C                                      -> 0
exit C                                              -> 0
receive A3 T                                        -> 0
check_extension A3 GUEST_MEMFD                      -> 1
memfd M vm=A3 size=1p                               -> 0
slot B:0 gpa=0 size=1p memfd=M                      -> EINVAL

invariants                                          -> ok
