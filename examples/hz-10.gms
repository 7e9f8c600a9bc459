# HZ-10. A pin does not keep a page in its file.
#
# A device may hold a long-term reference. The hole takes the page out all the same; the
# device writes to one page, and the guest reads another. Example 08 tells more.
#
# profiles: 6.18 7.2 7.3

vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
mmap H memfd=M len=4p                                   -> 0
store H 0x11                                            -> ok
gup H                                                   -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole      -> 0
resident M                                              -> pages=
guest A.0 read 0x100000                                 -> 0
ungup H                                                 -> ok
