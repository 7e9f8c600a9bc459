# What /proc/meminfo counts of a file of 64 MiB: 16384 pages.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# The program printed by how many MiB a counter had changed, on a machine where other
# things go on; here nothing else does, and a counter is exact.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                          -> 0
memfd M vm=A size=64M flags=mmap|init_shared  -> 0
meminfo unevictable                           -> 0
fallocate M off=0 len=64M mode=keep_size      -> 0
# case: acct.fallocate.Shmem
meminfo shmem                                 -> 0
# case: acct.fallocate.Unevictable
meminfo unevictable                           -> 16384
# case: acct.fallocate.Mlocked
meminfo mlocked                               -> 0
# case: acct.fallocate.Mapped
meminfo mapped                                -> 0
meminfo cached                                -> 16384

# Every page is touched.
mmap H memfd=M len=64M    -> 0
madvise H populate_write  -> 0
# case: acct.touch_mapped.Cached
meminfo cached            -> 16384
# case: acct.touch_mapped.Mlocked
meminfo mlocked           -> 0
meminfo mapped            -> 16384

# All is punched and touched again.
fallocate M off=0 len=64M mode=keep_size|punch_hole  -> 0
madvise H populate_write                             -> 0
meminfo cached                                       -> 16384
munmap H                                             -> 0
close M                                              -> 0
# case: acct.close.Cached
meminfo cached                                       -> 0
