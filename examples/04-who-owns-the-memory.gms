# 4. Who owns the memory? The file, and whoever still refers to it.
#
# Four things refer to each other: the VM, the file, the slot that binds it, and the
# process's mapping. Which of them keeps which alive decides what a program must
# close, and in which order memory comes back. An arrow is a reference that counts:
#
#   descriptor of M ---> file M ---> VM A <--- descriptor of A
#   mapping of M ------> file M
#   slot of A ......... file M       (a note, not a reference)

vm A                                            -> 0
vcpu A.0                                        -> 0
memfd M vm=A size=4p flags=mmap|init_shared     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M           -> 0
guest A.0 write 0x100000 0x11                   -> ok

# As for every file in Unix, a duplicate descriptor counts like the first one: closing
# one of two changes nothing.
dup M2 M                                        -> 0
close M                                         -> 0
fallocate M off=0 len=1p mode=keep_size         -> EBADF
guest A.0 read 0x100000                         -> 0x11

# Neither does closing the second, as long as the process has the file mapped. There
# is no descriptor left, and the guest runs on.
mmap H memfd=M2 len=4p                          -> 0
close M2                                        -> 0
guest A.0 write 0x100008 0x22                   -> ok
load H+8                                        -> 0x22

# The last reference. The slot does not hold the file: the kernel goes to the slots
# that bind it, takes the pages out of the guest's tables, and frees them. The slot
# is still there, without memory; all it is good for is to be deleted.
munmap H                                        -> 0
where A 0x100000                                -> unmapped
guest A.0 read 0x100000                         -> MEMORY_FAULT gpa=0x100000 size=4K errno=EFAULT
memfd N vm=A size=4p flags=mmap|init_shared     -> 0
slot A:0 gpa=0x100000 size=4p memfd=N           -> EINVAL
slot A:0 delete                                 -> 0
slot A:0 gpa=0x100000 size=4p memfd=N           -> 0
# (New memory: nobody will see 0x11 again.)
guest A.0 read 0x100000                         -> 0

# The other way round: the VM's own descriptors go first. The file holds the VM, so
# that there is something to take pages back from; its bytes stay.
mmap G memfd=N len=4p                           -> 0
guest A.0 write 0x101000 0x33                   -> ok
close A.0                                       -> 0
close A                                         -> 0
load G+1p                                       -> 0x33
fallocate N off=1p len=1p mode=keep_size|punch_hole  -> 0
load G+1p                                       -> 0

# But it was made for that VM, and serves no other.
vm B                                            -> 0
slot B:0 gpa=0x100000 size=4p memfd=N           -> EINVAL
munmap G                                        -> 0
close N                                         -> 0
invariants                                      -> ok
