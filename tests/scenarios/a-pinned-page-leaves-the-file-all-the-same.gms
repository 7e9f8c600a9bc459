# MADV-7, HZ-10: a long-term reference does not stop a hole. The file and the guest go on
# with a new page; the pin holds the old one.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
store H 0x11                                        -> ok
gup H                                               -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
resident M                                          -> pages=
load H                                              -> 0
guest A.0 read 0x100000                             -> 0
ungup H                                             -> ok

# HFAULT-8: where an access would be a signal, the reference is EFAULT.
memfd P vm=A size=4p flags=mmap                     -> 0
mmap G memfd=P len=4p                               -> 0
gup G                                               -> EFAULT
invariants                                          -> ok
