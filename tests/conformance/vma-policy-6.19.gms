# The memory policy of a guest_memfd file, through a second mapping of the same pages.
#
# Linux 6.19, 7.1, 7.2 and 7.3 keep it in the file's inode: every mapping sees it.
#
# profiles: 6.19 7.1 7.2 7.3

vm A                                           -> 0
memfd F3 vm=A size=16p flags=mmap|init_shared  -> 0
mmap H3 memfd=F3 len=16p                       -> 0
mmap SECOND memfd=F3 len=16p                   -> 0
mbind H3 bind nodes=0                          -> 0
# case: vma.F3.mbind(BIND).policy_seen_in_second_map
get_mempolicy SECOND                           -> bind nodes=0
