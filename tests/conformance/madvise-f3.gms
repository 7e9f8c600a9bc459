# madvise on a mapping of a shared file.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# The files have 16 pages and are created with MMAP and INIT_SHARED. Each advice has
# a file and a mapping of its own and is about the whole mapping; then page 1, which
# was stored to, and page 15, which nobody has touched, are loaded. An advice
# without an expectation is one whose own result is not known here.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

memfd M_random vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_random memfd=M_random len=16p                 -> 0
store H_random+1p 0xaa                               -> ok
madvise H_random random
# case: madvise.F3(RANDOM).load_written
load H_random+1p                                     -> 0xaa
# case: madvise.F3(RANDOM).load_fresh
load H_random+15p                                    -> 0

memfd M_sequential vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_sequential memfd=M_sequential len=16p             -> 0
store H_sequential+1p 0xaa                               -> ok
# case: madvise.F3(SEQUENTIAL)
madvise H_sequential sequential                          -> 0
# case: madvise.F3(SEQUENTIAL).load_written
load H_sequential+1p                                     -> 0xaa

memfd M_willneed vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_willneed memfd=M_willneed len=16p               -> 0
store H_willneed+1p 0xaa                               -> ok
madvise H_willneed willneed
# case: madvise.F3(WILLNEED).load_written
load H_willneed+1p                                     -> 0xaa
# case: madvise.F3(WILLNEED).load_fresh
load H_willneed+15p                                    -> 0

memfd M_dontneed vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_dontneed memfd=M_dontneed len=16p               -> 0
store H_dontneed+1p 0xaa                               -> ok
madvise H_dontneed dontneed
# case: madvise.F3(DONTNEED).load_written
load H_dontneed+1p                                     -> 0xaa

memfd M_free vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_free memfd=M_free len=16p                   -> 0
store H_free+1p 0xaa                               -> ok
# case: madvise.F3(FREE)
madvise H_free free                                -> EINVAL

# The hole makes both pages zero.
memfd M_remove vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_remove memfd=M_remove len=16p                 -> 0
store H_remove+1p 0xaa                               -> ok
# case: madvise.F3(REMOVE)
madvise H_remove remove                              -> 0
# case: madvise.F3(REMOVE).load_written
load H_remove+1p                                     -> 0
# case: madvise.F3(REMOVE).load_fresh
load H_remove+15p                                    -> 0

memfd M_dontfork vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_dontfork memfd=M_dontfork len=16p               -> 0
store H_dontfork+1p 0xaa                               -> ok
# case: madvise.F3(DONTFORK)
madvise H_dontfork dontfork                            -> 0

memfd M_dofork vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_dofork memfd=M_dofork len=16p                 -> 0
store H_dofork+1p 0xaa                               -> ok
madvise H_dofork dofork
# case: madvise.F3(DOFORK).load_written
load H_dofork+1p                                     -> 0xaa

memfd M_mergeable vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_mergeable memfd=M_mergeable len=16p              -> 0
store H_mergeable+1p 0xaa                               -> ok
# case: madvise.F3(MERGEABLE)
madvise H_mergeable mergeable                           -> 0
# case: madvise.F3(MERGEABLE).load_written
load H_mergeable+1p                                     -> 0xaa

memfd M_unmergeable vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_unmergeable memfd=M_unmergeable len=16p            -> 0
store H_unmergeable+1p 0xaa                               -> ok
madvise H_unmergeable unmergeable
# case: madvise.F3(UNMERGEABLE).load_fresh
load H_unmergeable+15p                                    -> 0

memfd M_hugepage vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_hugepage memfd=M_hugepage len=16p               -> 0
store H_hugepage+1p 0xaa                               -> ok
# case: madvise.F3(HUGEPAGE)
madvise H_hugepage hugepage                            -> 0
# case: madvise.F3(HUGEPAGE).load_written
load H_hugepage+1p                                     -> 0xaa
# case: madvise.F3(HUGEPAGE).load_fresh
load H_hugepage+15p                                    -> 0

memfd M_nohugepage vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_nohugepage memfd=M_nohugepage len=16p             -> 0
store H_nohugepage+1p 0xaa                               -> ok
madvise H_nohugepage nohugepage
# case: madvise.F3(NOHUGEPAGE).load_written
load H_nohugepage+1p                                     -> 0xaa
# case: madvise.F3(NOHUGEPAGE).load_fresh
load H_nohugepage+15p                                    -> 0

memfd M_dontdump vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_dontdump memfd=M_dontdump len=16p               -> 0
store H_dontdump+1p 0xaa                               -> ok
madvise H_dontdump dontdump
# case: madvise.F3(DONTDUMP).load_written
load H_dontdump+1p                                     -> 0xaa
# case: madvise.F3(DONTDUMP).load_fresh
load H_dontdump+15p                                    -> 0

memfd M_dodump vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_dodump memfd=M_dodump len=16p                 -> 0
store H_dodump+1p 0xaa                               -> ok
madvise H_dodump dodump
# case: madvise.F3(DODUMP).load_written
load H_dodump+1p                                     -> 0xaa
# case: madvise.F3(DODUMP).load_fresh
load H_dodump+15p                                    -> 0

memfd M_wipeonfork vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_wipeonfork memfd=M_wipeonfork len=16p             -> 0
store H_wipeonfork+1p 0xaa                               -> ok
madvise H_wipeonfork wipeonfork
# case: madvise.F3(WIPEONFORK).load_written
load H_wipeonfork+1p                                     -> 0xaa
# case: madvise.F3(WIPEONFORK).load_fresh
load H_wipeonfork+15p                                    -> 0

memfd M_keeponfork vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_keeponfork memfd=M_keeponfork len=16p             -> 0
store H_keeponfork+1p 0xaa                               -> ok
# case: madvise.F3(KEEPONFORK)
madvise H_keeponfork keeponfork                          -> 0
# case: madvise.F3(KEEPONFORK).load_fresh
load H_keeponfork+15p                                    -> 0

memfd M_cold vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_cold memfd=M_cold len=16p                   -> 0
store H_cold+1p 0xaa                               -> ok
madvise H_cold cold
# case: madvise.F3(COLD).load_written
load H_cold+1p                                     -> 0xaa
# case: madvise.F3(COLD).load_fresh
load H_cold+15p                                    -> 0

memfd M_pageout vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_pageout memfd=M_pageout len=16p                -> 0
store H_pageout+1p 0xaa                               -> ok
madvise H_pageout pageout
# case: madvise.F3(PAGEOUT).load_written
load H_pageout+1p                                     -> 0xaa
# case: madvise.F3(PAGEOUT).load_fresh
load H_pageout+15p                                    -> 0

# Bringing the pages in.
memfd M_populate_read vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_populate_read memfd=M_populate_read len=16p          -> 0
store H_populate_read+1p 0xaa                               -> ok
madvise H_populate_read populate_read
# case: madvise.F3(POPULATE_READ).load_written
load H_populate_read+1p                                     -> 0xaa
# case: madvise.F3(POPULATE_READ).load_fresh
load H_populate_read+15p                                    -> 0

memfd M_populate_write vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_populate_write memfd=M_populate_write len=16p         -> 0
store H_populate_write+1p 0xaa                               -> ok
# case: madvise.F3(POPULATE_WRITE)
madvise H_populate_write populate_write                      -> 0
# case: madvise.F3(POPULATE_WRITE).load_fresh
load H_populate_write+15p                                    -> 0

memfd M_dontneed_locked vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_dontneed_locked memfd=M_dontneed_locked len=16p        -> 0
store H_dontneed_locked+1p 0xaa                               -> ok
# case: madvise.F3(DONTNEED_LOCKED)
madvise H_dontneed_locked dontneed_locked                     -> 0
# case: madvise.F3(DONTNEED_LOCKED).load_written
load H_dontneed_locked+1p                                     -> 0xaa

# Guard pages.
memfd M_guard_install vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_guard_install memfd=M_guard_install len=16p          -> 0
store H_guard_install+1p 0xaa                               -> ok
# case: madvise.F3(GUARD_INSTALL)
madvise H_guard_install guard_install                       -> 0

# An advice that does not exist.
memfd M_unknown vm=A size=16p flags=mmap|init_shared  -> 0
mmap H_unknown memfd=M_unknown len=16p                -> 0
store H_unknown+1p 0xaa                               -> ok
madvise H_unknown 99
# case: madvise.F3(99).load_written
load H_unknown+1p                                     -> 0xaa
# case: madvise.F3(99).load_fresh
load H_unknown+15p                                    -> 0

# A hole of no length changes nothing.
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=32p                        -> 0
store H+1p 0xaa                               -> ok
# case: madvise.F3(REMOVE,len=0)
madvise H remove off=0 len=0                  -> 0
# case: madvise.F3.REMOVE.after
load H+1p                                     -> 0xaa

# The mapping has 32 pages, the file 16: what lies behind its end cannot be brought in.
# case: madvise.F3(POPULATE_READ,beyond_EOF)
madvise H populate_read off=0x10000 len=0x1000  -> EFAULT
# case: madvise.F3(POPULATE_READ,across_EOF)
madvise H populate_read off=0xf000 len=0x2000   -> EFAULT

# A mapping that may only be read of a file that is open for writing.
mmap RO memfd=M len=16p prot=r           -> 0
# case: madvise.F3.ro_map(REMOVE)
madvise RO remove off=0x1000 len=0x1000  -> 0
load RO+1p                               -> 0
# case: madvise.F3.ro_map(POPULATE_READ)
madvise RO populate_read                 -> 0

# The hole is where the mapping begins in the file plus where it is in the mapping.
mmap O memfd=M len=4p off=0x4000        -> 0
store H+4p 0xbb                         -> ok
store H+5p 0xcc                         -> ok
# case: madvise.F3.offset_map(REMOVE,page1 of map at 0x4000)
madvise O remove off=0x1000 len=0x1000  -> 0
# case: madvise.F3.offset_map.page4
load H+4p                               -> 0xbb
# case: madvise.F3.offset_map.page5
load H+5p                               -> 0

# Every page brought in. 4 MiB hold an aligned 2 MiB wherever the mapping begins.
memfd L vm=A size=4M flags=mmap|init_shared  -> 0
mmap HL memfd=L len=4M                       -> 0
madvise HL populate_read                     -> 0
# case: madvise.F3.2MiB_aligned_read_populated(HUGEPAGE)
madvise HL hugepage                          -> 0
# case: madvise.F3.2MiB_aligned_read_populated(COLLAPSE)
madvise HL collapse                          -> EINVAL
