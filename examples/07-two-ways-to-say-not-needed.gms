# 7. madvise: "I do not need it mapped" and "I do not need it".
#
# For anonymous memory, MADV_DONTNEED frees the pages. For a shared file it only takes
# the process's own translations away, and the data stays in the file. A guest_memfd
# is a file: a program that wants to give memory back, and calls MADV_DONTNEED as it
# always did, gives nothing back.

vm A                                            -> 0
vcpu A.0                                        -> 0
memfd M vm=A size=4p flags=mmap|init_shared     -> 0
mmap H memfd=M len=4p                           -> 0
slot A:0 gpa=0x100000 size=4p memfd=M           -> 0
store H 0x11                                    -> ok
store H+1p 0x22                                 -> ok
guest A.0 read 0x100000                         -> 0x11
guest A.0 read 0x101000                         -> 0x22

# DONTNEED: the pages stay, the guest's translation stays, and the next access of the
# process finds what was there.
madvise H dontneed                              -> 0
resident M                                      -> pages=0,1
where A 0x100000                                -> memfd=M page=0
load H                                          -> 0x11

# REMOVE is the same as punching a hole there: the page leaves the file, and nobody,
# process or guest, sees its bytes again.
madvise H remove off=0 len=1p                   -> 0
resident M                                      -> pages=1
where A 0x100000                                -> unmapped
where A 0x101000                                -> memfd=M page=1
guest A.0 read 0x100000                         -> 0
load H                                          -> 0

# Most other advice is accepted and changes nothing: guest memory is neither written
# back nor swapped, so it cannot be cold, and it consists of single pages for ever.
madvise H cold                                  -> 0
madvise H hugepage                              -> 0
madvise H collapse                              -> EINVAL
madvise H free                                  -> EINVAL
load H+1p                                       -> 0x22

# Locked memory is not to be taken away behind the program's back.
mlock H off=1p len=1p                           -> 0
madvise H dontneed off=1p len=1p                -> EINVAL
madvise H remove off=1p len=1p                  -> EINVAL
# (A hole through the descriptor does not ask.)
fallocate M off=1p len=1p mode=keep_size|punch_hole  -> 0
load H+1p                                       -> 0
invariants                                      -> ok
