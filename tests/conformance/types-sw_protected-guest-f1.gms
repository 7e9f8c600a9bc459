# A guest uses a file with flags mmap of a VM of type sw_protected.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The slot is at 0x8000, and the memory at userspace_addr full of 0x11. The program's guest
# loads the byte at 0x8000 and tells it (port 0x10), stores 0x33 there and what it loaded
# behind it, and tells that (port 0x11). The language moves 8 bytes: the lowest are those.
#
# profiles: 7.2

vm A type=sw_protected                              -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
mmap U anon len=4p                                  -> 0
store U 0x1111111111111111                          -> ok
# case: t1.f1.guest.bind
slot A:0 gpa=0x8000 size=4p hva=U memfd=M           -> 0

# case: t1.f1.guest.default_attr read
guest A.0 read 0x8000                               -> 0
# case: t1.f1.guest.default_attr write
guest A.0 write 0x8000 0x33                         -> ok
# case: t1.f1.guest.set_private
attributes A gpa=0x8000 size=4p private             -> 0
# case: t1.f1.guest.private read
guest A.0 read 0x8000                               -> 0x33
# case: t1.f1.guest.private write
guest A.0 write 0x8000 0x3333                       -> ok
# case: t1.f1.guest.private reread[0]
guest A.0 read 0x8000                               -> 0x3333
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
# case: t1.f1.guest.read after punch
guest A.0 read 0x8000                               -> 0
attributes A gpa=0x8000 size=4p shared              -> 0
guest A.0 read 0x8000                               -> 0
attributes A gpa=0x8000 size=4p private             -> 0
# case: t1.f1.guest.private again (data kept?)
guest A.0 read 0x8000                               -> 0

prefault A.0 gpa=0x9000 size=3p                     -> 0 left=0
# case: t1.f1.guest.prefault size0
prefault A.0 gpa=0x8000 size=0                      -> EINVAL

close M                                             -> 0
# case: t1.f1.guest.read after close(gmem fd)
guest A.0 read 0x8000                               -> MEMORY_FAULT gpa=0x8000 size=4K errno=EFAULT flags=private
# case: t1.f1.guest.delete slot
slot A:0 delete                                     -> 0
