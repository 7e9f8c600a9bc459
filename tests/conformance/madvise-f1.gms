# madvise on a mapping of a file that the host may map but not touch.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# The files have 16 pages and are created with MMAP. Each advice has a file and a
# mapping of its own and is about the whole mapping; then page 1, where a store
# failed, and page 15, which nobody has touched, are loaded. An advice without an
# expectation is one whose own result is not known here.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

memfd M_normal vm=A size=16p flags=mmap  -> 0
mmap H_normal memfd=M_normal len=16p     -> 0
store H_normal+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(NORMAL)
madvise H_normal normal                  -> 0
# case: madvise.F1(NORMAL).load_written
load H_normal+1p                         -> SIGBUS code=BUS_ADRERR

memfd M_random vm=A size=16p flags=mmap  -> 0
mmap H_random memfd=M_random len=16p     -> 0
store H_random+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(RANDOM)
madvise H_random random                  -> 0
# case: madvise.F1(RANDOM).load_written
load H_random+1p                         -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(RANDOM).load_fresh
load H_random+15p                        -> SIGBUS code=BUS_ADRERR

memfd M_sequential vm=A size=16p flags=mmap   -> 0
mmap H_sequential memfd=M_sequential len=16p  -> 0
store H_sequential+1p 0xaa                    -> SIGBUS code=BUS_ADRERR
madvise H_sequential sequential
# case: madvise.F1(SEQUENTIAL).load_written
load H_sequential+1p                          -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(SEQUENTIAL).load_fresh
load H_sequential+15p                         -> SIGBUS code=BUS_ADRERR

memfd M_willneed vm=A size=16p flags=mmap  -> 0
mmap H_willneed memfd=M_willneed len=16p   -> 0
store H_willneed+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(WILLNEED)
madvise H_willneed willneed                -> 0
# case: madvise.F1(WILLNEED).load_fresh
load H_willneed+15p                        -> SIGBUS code=BUS_ADRERR

memfd M_dontneed vm=A size=16p flags=mmap  -> 0
mmap H_dontneed memfd=M_dontneed len=16p   -> 0
store H_dontneed+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(DONTNEED)
madvise H_dontneed dontneed                -> 0
# case: madvise.F1(DONTNEED).load_fresh
load H_dontneed+15p                        -> SIGBUS code=BUS_ADRERR

memfd M_free vm=A size=16p flags=mmap  -> 0
mmap H_free memfd=M_free len=16p       -> 0
store H_free+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
madvise H_free free
# case: madvise.F1(FREE).load_fresh
load H_free+15p                        -> SIGBUS code=BUS_ADRERR

memfd M_dontfork vm=A size=16p flags=mmap  -> 0
mmap H_dontfork memfd=M_dontfork len=16p   -> 0
store H_dontfork+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(DONTFORK)
madvise H_dontfork dontfork                -> 0

memfd M_dofork vm=A size=16p flags=mmap  -> 0
mmap H_dofork memfd=M_dofork len=16p     -> 0
store H_dofork+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(DOFORK)
madvise H_dofork dofork                  -> 0

memfd M_mergeable vm=A size=16p flags=mmap  -> 0
mmap H_mergeable memfd=M_mergeable len=16p  -> 0
store H_mergeable+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
madvise H_mergeable mergeable
# case: madvise.F1(MERGEABLE).load_written
load H_mergeable+1p                         -> SIGBUS code=BUS_ADRERR

memfd M_hugepage vm=A size=16p flags=mmap  -> 0
mmap H_hugepage memfd=M_hugepage len=16p   -> 0
store H_hugepage+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
madvise H_hugepage hugepage
# case: madvise.F1(HUGEPAGE).load_written
load H_hugepage+1p                         -> SIGBUS code=BUS_ADRERR

memfd M_nohugepage vm=A size=16p flags=mmap   -> 0
mmap H_nohugepage memfd=M_nohugepage len=16p  -> 0
store H_nohugepage+1p 0xaa                    -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(NOHUGEPAGE)
madvise H_nohugepage nohugepage               -> 0
# case: madvise.F1(NOHUGEPAGE).load_fresh
load H_nohugepage+15p                         -> SIGBUS code=BUS_ADRERR

memfd M_dontdump vm=A size=16p flags=mmap  -> 0
mmap H_dontdump memfd=M_dontdump len=16p   -> 0
store H_dontdump+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
madvise H_dontdump dontdump
# case: madvise.F1(DONTDUMP).load_written
load H_dontdump+1p                         -> SIGBUS code=BUS_ADRERR

memfd M_dodump vm=A size=16p flags=mmap  -> 0
mmap H_dodump memfd=M_dodump len=16p     -> 0
store H_dodump+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(DODUMP)
madvise H_dodump dodump                  -> 0
# case: madvise.F1(DODUMP).load_written
load H_dodump+1p                         -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(DODUMP).load_fresh
load H_dodump+15p                        -> SIGBUS code=BUS_ADRERR

memfd M_wipeonfork vm=A size=16p flags=mmap   -> 0
mmap H_wipeonfork memfd=M_wipeonfork len=16p  -> 0
store H_wipeonfork+1p 0xaa                    -> SIGBUS code=BUS_ADRERR
madvise H_wipeonfork wipeonfork
# case: madvise.F1(WIPEONFORK).load_written
load H_wipeonfork+1p                          -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(WIPEONFORK).load_fresh
load H_wipeonfork+15p                         -> SIGBUS code=BUS_ADRERR

memfd M_keeponfork vm=A size=16p flags=mmap   -> 0
mmap H_keeponfork memfd=M_keeponfork len=16p  -> 0
store H_keeponfork+1p 0xaa                    -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(KEEPONFORK)
madvise H_keeponfork keeponfork               -> 0

memfd M_cold vm=A size=16p flags=mmap  -> 0
mmap H_cold memfd=M_cold len=16p       -> 0
store H_cold+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
madvise H_cold cold
# case: madvise.F1(COLD).load_written
load H_cold+1p                         -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(COLD).load_fresh
load H_cold+15p                        -> SIGBUS code=BUS_ADRERR

memfd M_pageout vm=A size=16p flags=mmap  -> 0
mmap H_pageout memfd=M_pageout len=16p    -> 0
store H_pageout+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(PAGEOUT)
madvise H_pageout pageout                 -> 0
# case: madvise.F1(PAGEOUT).load_fresh
load H_pageout+15p                        -> SIGBUS code=BUS_ADRERR

# Bringing the pages in.
memfd M_populate_read vm=A size=16p flags=mmap      -> 0
mmap H_populate_read memfd=M_populate_read len=16p  -> 0
store H_populate_read+1p 0xaa                       -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(POPULATE_READ)
madvise H_populate_read populate_read               -> EFAULT
# case: madvise.F1(POPULATE_READ).load_written
load H_populate_read+1p                             -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(POPULATE_READ).load_fresh
load H_populate_read+15p                            -> SIGBUS code=BUS_ADRERR

memfd M_populate_write vm=A size=16p flags=mmap       -> 0
mmap H_populate_write memfd=M_populate_write len=16p  -> 0
store H_populate_write+1p 0xaa                        -> SIGBUS code=BUS_ADRERR
madvise H_populate_write populate_write
# case: madvise.F1(POPULATE_WRITE).load_written
load H_populate_write+1p                              -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(POPULATE_WRITE).load_fresh
load H_populate_write+15p                             -> SIGBUS code=BUS_ADRERR

memfd M_dontneed_locked vm=A size=16p flags=mmap        -> 0
mmap H_dontneed_locked memfd=M_dontneed_locked len=16p  -> 0
store H_dontneed_locked+1p 0xaa                         -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(DONTNEED_LOCKED)
madvise H_dontneed_locked dontneed_locked               -> 0
# case: madvise.F1(DONTNEED_LOCKED).load_fresh
load H_dontneed_locked+15p                              -> SIGBUS code=BUS_ADRERR

memfd M_collapse vm=A size=16p flags=mmap  -> 0
mmap H_collapse memfd=M_collapse len=16p   -> 0
store H_collapse+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(COLLAPSE)
madvise H_collapse collapse                -> EINVAL
# case: madvise.F1(COLLAPSE).load_fresh
load H_collapse+15p                        -> SIGBUS code=BUS_ADRERR

# Guard pages: they are in the way before the file is asked.
memfd M_guard_install vm=A size=16p flags=mmap      -> 0
mmap H_guard_install memfd=M_guard_install len=16p  -> 0
store H_guard_install+1p 0xaa                       -> SIGBUS code=BUS_ADRERR
madvise H_guard_install guard_install
# case: madvise.F1(GUARD_INSTALL).load_fresh
load H_guard_install+15p                            -> SIGSEGV code=SEGV_MAPERR

memfd M_guard_remove vm=A size=16p flags=mmap     -> 0
mmap H_guard_remove memfd=M_guard_remove len=16p  -> 0
store H_guard_remove+1p 0xaa                      -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(GUARD_REMOVE)
madvise H_guard_remove guard_remove               -> 0
# case: madvise.F1(GUARD_REMOVE).load_written
load H_guard_remove+1p                            -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(GUARD_REMOVE).load_fresh
load H_guard_remove+15p                           -> SIGBUS code=BUS_ADRERR

# An advice that does not exist.
memfd M_unknown vm=A size=16p flags=mmap  -> 0
mmap H_unknown memfd=M_unknown len=16p    -> 0
store H_unknown+1p 0xaa                   -> SIGBUS code=BUS_ADRERR
madvise H_unknown 99
# case: madvise.F1(99).load_written
load H_unknown+1p                         -> SIGBUS code=BUS_ADRERR
# case: madvise.F1(99).load_fresh
load H_unknown+15p                        -> SIGBUS code=BUS_ADRERR
