# HZ-11. KVM's own accesses do not go to the file.
#
# The guest's memory is the file's. But when KVM itself reads guest memory (to emulate an
# instruction, for a clock that guest and host share) it reads at userspace_addr, and
# nothing says that the same file is mapped there.
#
# profiles: 6.18 7.2 7.3

vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
guest A.0 write 0x100000 0x11                           -> ok
store H 0x33                                            -> ok
kvm A.0 read 0x100000                                   -> 0x33
guest A.0 read 0x100000                                 -> 0x11
