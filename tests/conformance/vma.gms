# mprotect, munmap, mremap, msync and the like on mappings of a guest_memfd file.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# F1 is a file of 16 pages with MMAP, whose pages the host may map but not touch;
# F3 is one with MMAP and INIT_SHARED, ordinary shared memory.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

memfd F1 vm=A size=16p flags=mmap  -> 0
mmap H1 memfd=F1 len=16p           -> 0
# case: vma.F1.mprotect(R)
mprotect H1 prot=r                 -> 0
# case: vma.F1.mprotect(R).store
store H1 0x5a                      -> SIGSEGV code=SEGV_ACCERR
# case: vma.F1.mprotect(RW)
mprotect H1 prot=rw                -> 0
# case: vma.F1.munmap_middle
munmap H1 off=0x1000 len=0x1000    -> 0
# case: vma.F1.munmap_middle.load_inside
load H1+1p                         -> SIGSEGV code=SEGV_MAPERR

memfd F3 vm=A size=16p flags=mmap|init_shared  -> 0
mmap H3 memfd=F3 len=16p                       -> 0
# case: vma.F3.mprotect(NONE)
mprotect H3 prot=none                          -> 0
# case: vma.F3.mprotect(NONE).load
load H3                                        -> SIGSEGV code=SEGV_ACCERR
# case: vma.F3.mprotect(R)
mprotect H3 prot=r                             -> 0
# case: vma.F3.mprotect(R).store
store H3 0x5a                                  -> SIGSEGV code=SEGV_ACCERR
mprotect H3 prot=rw                            -> 0
# case: vma.F3.mprotect(RW).store
store H3 0x5a                                  -> ok
# case: vma.F3.munmap_middle
munmap H3 off=0x1000 len=0x1000                -> 0
# case: vma.F3.munmap_middle.load_inside
load H3+1p                                     -> SIGSEGV code=SEGV_MAPERR
# case: vma.F3.munmap_middle.load_after
load H3+2p                                     -> 0

mmap S1 memfd=F1 len=16p  -> 0
# case: vma.F1.msync(SYNC)
msync S1 flags=sync       -> EINVAL
mmap S3 memfd=F3 len=16p  -> 0
mlock S3                  -> 0
# case: vma.F3.munlock
munlock S3                -> 0
# case: vma.F3.smaps.perm
smaps S3                  -> perm=rw-s

# Mappings that grow, shrink, move, are duplicated, and moved with the old one kept.
memfd R1 vm=A size=16p flags=mmap                 -> 0
mmap A1 memfd=R1 len=16p                          -> 0
# case: vma.F1.mremap(grow_past_EOF,MAYMOVE)
mremap B1 A1 len=32p flags=maymove                -> 0
# case: vma.F1.mremap.grow.load_past_EOF
load B1+16p                                       -> SIGBUS code=BUS_ADRERR
mremap C1 B1 len=4p                               -> 0
# case: vma.F1.mremap(regrow)
mremap D1 C1 len=16p flags=maymove                -> 0
mmap X1 anon len=16p                              -> 0
# case: vma.F1.mremap(FIXED)
mremap E1 D1 len=16p flags=maymove|fixed addr=X1  -> 0
# case: vma.F1.mremap(FIXED).load
load X1                                           -> SIGBUS code=BUS_ADRERR
# case: vma.F1.mremap(old_size=0,dup)
mremap G1 E1 old=0 len=16p flags=maymove          -> 0
# case: vma.F1.mremap(dup).load
load G1                                           -> SIGBUS code=BUS_ADRERR
# case: vma.F1.mremap(DONTUNMAP)
mremap N1 E1 len=16p flags=maymove|dontunmap      -> 0
# case: vma.F1.mremap(DONTUNMAP).new.load
load N1                                           -> SIGBUS code=BUS_ADRERR
# case: vma.F1.remap_file_pages(page0->pgoff3)
remap_file_pages N1 len=1p pgoff=3                -> 0
# case: vma.F1.uffd_register(MISSING)
uffd_register G1 mode=missing                     -> EINVAL
# case: vma.F1.uffd_register(WP)
uffd_register G1 mode=wp                          -> EINVAL

memfd R3 vm=A size=16p flags=mmap|init_shared     -> 0
mmap A3 memfd=R3 len=16p                          -> 0
store A3 0x5a                                     -> ok
# case: vma.F3.mremap(grow_past_EOF,MAYMOVE)
mremap B3 A3 len=32p flags=maymove                -> 0
# case: vma.F3.mremap.grow.load_kept
load B3                                           -> 0x5a
# case: vma.F3.mremap.grow.load_past_EOF
load B3+16p                                       -> SIGBUS code=BUS_ADRERR
# case: vma.F3.mremap(shrink)
mremap C3 B3 len=4p                               -> 0
# case: vma.F3.mremap(regrow)
mremap D3 C3 len=16p flags=maymove                -> 0
mmap X3 anon len=16p                              -> 0
# case: vma.F3.mremap(FIXED)
mremap E3 D3 len=16p flags=maymove|fixed addr=X3  -> 0
# case: vma.F3.mremap(FIXED).load
load X3                                           -> 0x5a
# case: vma.F3.mremap(old_size=0,dup)
mremap G3 E3 old=0 len=16p flags=maymove          -> 0
# case: vma.F3.mremap(dup).load
load G3                                           -> 0x5a
# case: vma.F3.mremap(DONTUNMAP)
mremap N3 E3 len=16p flags=maymove|dontunmap      -> 0
# case: vma.F3.mremap(DONTUNMAP).new.load
load N3                                           -> 0x5a
# case: vma.F3.remap_file_pages(page0->pgoff3)
remap_file_pages N3 len=1p pgoff=3                -> 0
# case: vma.F3.uffd_register(MISSING)
uffd_register G3 mode=missing                     -> EINVAL
# case: vma.F3.uffd_register(WP)
uffd_register G3 mode=wp                          -> EINVAL
