# 13. Two kernels, the same program: this one is Linux 6.12.
#
# guest_memfd came with Linux 6.8, for confidential VMs only, and has been changing
# since. The simulator knows the kernels as profiles; the line below chooses one. The
# lines of this example and the next are the same, and the answers are not:
#
#     diff examples/13-an-older-kernel.gms examples/14-the-same-on-a-newer-kernel.gms
#     gmemsim profiles 6.12 7.2
#
# The second command lists what changed between the two, one switch a line. A single
# switch can be turned as well: run this file with --switch OVERLAP_EEXIST=on.
profile 6.12

# Which VMs can use such files, and what may the files be?
vm A                                                          -> 0
check_extension A GUEST_MEMFD                                 -> 0
check_extension A GUEST_MEMFD_FLAGS                           -> 0
memfd F vm=A size=4p                                          -> 0
memfd S vm=A size=4p flags=mmap|init_shared                   -> EINVAL
slot A:0 gpa=0x100000 size=4p memfd=F                         -> EINVAL

# Who can look into them? (The errno of an executable mapping changed on the way, in
# 6.16, when the file's file system began to forbid it before the file is asked.)
mmap H memfd=F len=4p                                         -> ENODEV
mmap X memfd=F len=4p prot=rx                                 -> ENODEV
mmap G memfd=S len=4p                                         -> EBADF

# What a VM with private memory does with them has hardly changed in between ...
vm P type=sw_protected                                        -> 0
vcpu P.0                                                      -> 0
check_extension P GUEST_MEMFD                                 -> 1
memfd M vm=P size=8p                                          -> 0
mmap U anon len=4p                                            -> 0
slot P:0 gpa=0x100000 size=4p hva=U memfd=M                   -> 0
guest P.0 write 0x100000 0x11                                 -> ok
load U                                                        -> 0x11
attributes P gpa=0x100000 size=1p private                     -> 0
guest P.0 write 0x100000 0x22 private                         -> ok
load U                                                        -> 0x11
prefault P.0 gpa=0x101000 size=1p                             -> 0 left=0

# ... but errors have, and two mistakes were mended. A range that is bound already:
slot P:1 gpa=0x200000 size=1p memfd=M                         -> EINVAL
# An offset that makes the sum with the size overflow, far beyond the file:
slot P:1 gpa=0x200000 size=4p memfd=M off=0x7ffffffffffff000  -> 0
# Taking the file away from a slot, behind the file's back. The file then pointed to a
# slot that was gone:
slot P:2 gpa=0x300000 size=1p hva=U memfd=M off=4p            -> 0
slot P:2 gpa=0x300000 size=1p hva=U                           -> 0
slot P:2 delete                                               -> 0
slot P:3 gpa=0x400000 size=1p memfd=M off=4p                  -> EINVAL
