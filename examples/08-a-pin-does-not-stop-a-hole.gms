# 8. A pin does not stop a hole.
#
# A device that reads or writes memory directly must be sure that the page stays where
# it is. The kernel "pins" it for the device: it takes a long-term reference to the page
# (`gup`, get_user_pages). The page is then not freed before the device is done. But
# nothing says that it stays in the file.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0

# The guest prepares a buffer, and the process hands it to a device.
guest A.0 write 0x100000 0x11                       -> ok
gup H                                               -> ok

# Somebody punches it. The hole does not wait for the device and does not fail; the
# file lets go of the page, which lives on outside, known to the device only.
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
resident M                                          -> pages=
where A 0x100000                                    -> unmapped

# Guest and process get a new page. Whatever the device writes now goes to the old one:
# no error, no crash, the data is just never seen. That is why a program must end its
# transfers before it takes memory away.
guest A.0 read 0x100000                             -> 0
store H 0x22                                        -> ok
guest A.0 read 0x100000                             -> 0x22

# The device is done; only now is the old page free.
ungup H                                             -> ok
load H                                              -> 0x22

# What the process may not touch cannot be pinned for it either: memory without
# INIT_SHARED, or behind the end of the file.
memfd P vm=A size=4p flags=mmap                     -> 0
mmap G memfd=P len=4p                               -> 0
gup G                                               -> EFAULT
mmap L memfd=M len=8p                               -> 0
gup L+4p                                            -> EFAULT
invariants                                          -> ok
