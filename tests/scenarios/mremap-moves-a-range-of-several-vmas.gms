# MREMAP-6: a range of the same size goes to a fixed address VMA by VMA, holes and all.
# Growing needs one VMA, shrinking only a VMA at the start. As measured on 6.18.44.
# profiles: 6.18 7.2

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0

mmap T memfd=M len=16p                        -> 0
store T 1                                     -> ok
store T+12p 2                                 -> ok
munmap T off=4p len=4p                        -> 0
mprotect T prot=r off=10p len=6p              -> 0
mmap Y anon len=64p                           -> 0
store Y+5p 5                                  -> ok
mremap T2 T len=16p flags=maymove|fixed addr=Y  -> 0
load Y                                        -> 1
load Y+12p                                    -> 2
store Y+12p 3                                 -> SIGSEGV code=SEGV_ACCERR
# Where the old range has a hole, the new one keeps what it had.
load Y+5p                                     -> 5
load T                                        -> SIGSEGV
load T+12p                                    -> SIGSEGV
invariants                                    -> ok

mmap Z memfd=M len=16p                        -> 0
munmap Z len=4p                               -> 0
mremap z1 Z len=16p flags=maymove|fixed addr=Y  -> EFAULT
mremap z2 Z len=8p                            -> EFAULT
mmap V memfd=M len=16p                        -> 0
munmap V off=4p len=4p                        -> 0
mremap v1 V len=16p flags=maymove|dontunmap   -> EFAULT
mremap v2 V len=8p flags=maymove|fixed addr=Y  -> EFAULT
mremap v3 V len=2p                            -> 0
load V+12p                                    -> SIGSEGV
mmap U memfd=M len=16p                        -> 0
mprotect U prot=r off=8p len=8p               -> 0
mremap u1 U len=32p flags=maymove             -> EFAULT
mremap u2 U len=16p flags=maymove             -> 0
# Equal neighbours become one VMA again.
mprotect U prot=rw off=8p len=8p              -> 0
mremap u3 U len=32p flags=maymove             -> 0
