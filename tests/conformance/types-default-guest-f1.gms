# A guest uses a file with flags mmap of a VM of type default.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The slot is at 0x8000, and the memory at userspace_addr full of 0x11. The program's guest
# loads the byte at 0x8000 and tells it (port 0x10), stores 0x33 there and what it loaded
# behind it, and tells that (port 0x11). The language moves 8 bytes: the lowest are those.
#
# profiles: 7.2

vm A type=default                                   -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
mmap U anon len=4p                                  -> 0
store U 0x1111111111111111                          -> ok
slot A:0 gpa=0x8000 size=4p hva=U memfd=M           -> 0

# case: t0.f1.guest.default_attr read
guest A.0 read 0x8000                               -> 0
# case: t0.f1.guest.default_attr write
guest A.0 write 0x8000 0x33                         -> ok
# case: t0.f1.guest.uaddr byte1 after guest write
load U                                              -> 0x1111111111111111
# case: t0.f1.guest.set_private
attributes A gpa=0x8000 size=4p private             -> EINVAL
guest A.0 read 0x8000                               -> 0x33
guest A.0 write 0x8000 0x3333                       -> ok
# case: t0.f1.guest.private reread[0]
guest A.0 read 0x8000                               -> 0x3333
mmap H memfd=M len=4p                               -> 0
# case: t0.f1.guest.gmem map byte0 before punch
load H                                              -> SIGBUS code=BUS_ADRERR
munmap H                                            -> 0
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
# case: t0.f1.guest.read after punch
guest A.0 read 0x8000                               -> 0
# case: t0.f1.guest.set_shared
attributes A gpa=0x8000 size=4p shared              -> 0
# case: t0.f1.guest.shared read after private
guest A.0 read 0x8000                               -> 0
# case: t0.f1.guest.set_private2
attributes A gpa=0x8000 size=4p private             -> EINVAL
guest A.0 read 0x8000                               -> 0

prefault A.0 gpa=0x9000 size=3p                     -> 0 left=0
# case: t0.f1.guest.prefault no slot
prefault A.0 gpa=0x900000 size=1p                   -> ENOENT
# case: t0.f1.guest.prefault unaligned
prefault A.0 gpa=0x8001 size=1p                     -> EINVAL

close M                                             -> 0
# case: t0.f1.guest.delete slot
slot A:0 delete                                     -> 0
# case: t0.f1.guest.read after slot deleted
guest A.0 read 0x8000                               -> MMIO gpa=0x8000 write=0
