# What /proc/meminfo counts of a file of 64 MiB, 16384 pages, and of memory beside it.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file. "case:" names the case as that program prints it;
# the line below it is the case.
#
# The program printed by how many MiB a counter had changed, on a machine where other
# things go on; here nothing else does, and a counter is exact.
#
# profiles: 6.12 6.16

vm A                                      -> 0
memfd M vm=A size=64M                     -> 0
mmap H anon len=64M flags=shared          -> 0
fallocate M off=0 len=64M mode=keep_size  -> 0
# case: acct.fallocate.Shmem
meminfo shmem                             -> 0
# case: acct.fallocate.Unevictable
meminfo unevictable                       -> 16384
# case: acct.fallocate.Mlocked
meminfo mlocked                           -> 0
# case: acct.fallocate.Mapped
meminfo mapped                            -> 0
meminfo cached                            -> 16384

# Every page of the other memory is touched.
madvise H populate_write  -> 0
# case: acct.touch_mapped.Cached
meminfo cached            -> 32768
# case: acct.touch_mapped.Mlocked
meminfo mlocked           -> 0

# The file is punched, which leaves the other memory.
fallocate M off=0 len=64M mode=keep_size|punch_hole  -> 0
meminfo cached                                       -> 16384
munmap H                                             -> 0
close M                                              -> 0
# case: acct.close.Cached
meminfo cached                                       -> 0
