# 14. Two kernels, the same program: this one is Linux 7.2.
#
# Example 13 explains what to look for. By 6.18, any VM may use guest_memfd, and the
# process may map it: what the examples before showed. By 7.2, more was put right.
profile 7.2

# Which VMs can use such files, and what may the files be?
vm A                                                          -> 0
check_extension A GUEST_MEMFD                                 -> 1
check_extension A GUEST_MEMFD_FLAGS                           -> 3
memfd F vm=A size=4p                                          -> 0
memfd S vm=A size=4p flags=mmap|init_shared                   -> 0
slot A:0 gpa=0x100000 size=4p memfd=F                         -> 0

# Who can look into them? (The errno of an executable mapping changed on the way, in
# 6.16, when the file's file system began to forbid it before the file is asked.)
mmap H memfd=F len=4p                                         -> ENODEV
mmap X memfd=F len=4p prot=rx                                 -> EPERM
mmap G memfd=S len=4p                                         -> 0

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
slot P:1 gpa=0x200000 size=1p memfd=M                         -> EEXIST
# An offset that makes the sum with the size overflow, far beyond the file:
slot P:1 gpa=0x200000 size=4p memfd=M off=0x7ffffffffffff000  -> EINVAL
# Taking the file away from a slot, behind the file's back. The file then pointed to a
# slot that was gone:
slot P:2 gpa=0x300000 size=1p hva=U memfd=M off=4p            -> 0
slot P:2 gpa=0x300000 size=1p hva=U                           -> EINVAL
slot P:2 delete                                               -> 0
slot P:3 gpa=0x400000 size=1p memfd=M off=4p                  -> 0
