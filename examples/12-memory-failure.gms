# 12. Memory failure: a page of the guest breaks.
#
# Memory modules fail. The hardware reports which page holds bytes that cannot be
# trusted, and the kernel must see to it that nobody uses them. `poison` stands for that
# report.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
guest A.0 write 0x101000 0x11                       -> ok
load H+1p                                           -> 0x11
guest A.0 write 0x102000 0x22                       -> ok

# The kernel takes the page out of the guest's tables and of the process's. It stays
# in the file, as the page that is broken: a new one would be a page of zeros where the
# guest expects its data. (EBUSY is how the kernel says that it could not free it.)
poison M off=1p                                     -> EBUSY
where A 0x101000                                    -> unmapped
resident M                                          -> pages=1,2

# So whoever comes next is told. The guest stops, and the process learns from the exit
# which page it is; the process's own access is a signal that means "hardware memory
# error", not the one for "no such page".
guest A.0 read 0x101000                             -> MEMORY_FAULT gpa=0x101000 size=4K errno=EHWPOISON
load H+1p                                           -> SIGBUS code=BUS_MCEERR_AR
prefault A.0 gpa=0x101000 size=1p                   -> EHWPOISON
gup H+1p                                            -> EFAULT
# All other pages are as they were.
guest A.0 read 0x102000                             -> 0x22

# Asking again, allocating, mapping anew: none of these makes it better.
fallocate M off=1p len=1p mode=keep_size            -> 0
mmap G memfd=M len=4p                               -> 0
load G+1p                                           -> SIGBUS code=BUS_MCEERR_AR
guest A.0 read 0x101000                             -> MEMORY_FAULT gpa=0x101000 errno=EHWPOISON

# Recovery: the process decides that the bytes are lost and punches the page. The file
# lets the broken page go, for good, and the next touch gets a new one. Now the process
# tells the guest which page it lost (a machine check), or fetches the bytes from a copy.
fallocate M off=1p len=1p mode=keep_size|punch_hole -> 0
guest A.0 read 0x101000                             -> 0
guest A.0 write 0x101000 0x33                       -> ok

# One thing is left: where the process had the page mapped, a mark stands in its page
# table, and stays until the process drops that translation.
load H+1p                                           -> SIGBUS code=BUS_MCEERR_AR
madvise H dontneed off=1p len=1p                    -> 0
load H+1p                                           -> 0x33
# (G met the page only after it had broken: nothing was mapped there.)
load G+1p                                           -> 0x33
invariants                                          -> ok
