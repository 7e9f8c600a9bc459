# mprotect and munmap on mappings of a guest_memfd file.
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
