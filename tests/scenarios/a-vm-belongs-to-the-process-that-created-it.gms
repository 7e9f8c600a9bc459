# IOCTL-1, IOCTL-2, CAP-1, BIND-3: every ioctl of a VM or a vCPU is EIO for another
# process, before anything else is looked at. A child's own VM is its own, and the
# file of another VM cannot be bound to it.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
slot A:0 gpa=0 size=4p memfd=M                      -> 0
fork C                                              -> 0

# Requests that the creator would see refused for another reason.
memfd N vm=A size=1 flags=0xff by=C                 -> EIO
slot A:9 gpa=1 size=1 memfd=77 by=C                 -> EIO
vcpu A.0x100000 by=C                                -> EIO
attributes A gpa=1 size=0 private by=C              -> EIO
prefault A.0 gpa=1 size=1 by=C                      -> EIO
dirty_log A:9 by=C                                  -> EIO
check_extension A 4095 by=C                         -> EIO

vm B by=C                                           -> 0
vcpu B.0 by=C                                       -> 0
memfd P vm=B size=4p flags=mmap|init_shared by=C    -> 0
slot B:0 gpa=0 size=4p memfd=M by=C                 -> EINVAL
slot B:0 gpa=0 size=4p memfd=P by=C                 -> 0
guest B.0 write 0 0x1 by=C                          -> ok
# The parent does not have the child's descriptors.
check_extension B GUEST_MEMFD                       -> EBADF
close B                                             -> EBADF
fstat P                                             -> EBADF
exit C                                              -> 0
invariants                                          -> ok
