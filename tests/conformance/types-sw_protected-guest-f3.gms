# A guest uses a file with flags mmap|init_shared of a VM of type sw_protected.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The slot is at 0x8000, and the memory at userspace_addr full of 0x11. The program's guest
# loads the byte at 0x8000 and tells it (port 0x10), stores 0x33 there and what it loaded
# behind it, and tells that (port 0x11). The language moves 8 bytes: the lowest are those.
#
# profiles: 7.2

vm A type=sw_protected                       -> 0
vcpu A.0                                     -> 0
# case: t1.f3.guest.skip
memfd M vm=A size=4p flags=mmap|init_shared  -> EINVAL
