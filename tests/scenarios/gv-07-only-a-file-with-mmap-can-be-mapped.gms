# GV-7, MMAP-3 to MMAP-5: without MMAP there is no mapping, with it none that is private or
# executable; a file without MMAP is refused before the kind of the mapping is.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                             -> 0
memfd F0 vm=A size=4p                            -> 0
memfd F1 vm=A size=4p flags=mmap                 -> 0
memfd F2 vm=A size=4p flags=init_shared          -> 0
memfd F3 vm=A size=4p flags=mmap|init_shared     -> 0

mmap a0 memfd=F0 len=1p                          -> ENODEV
mmap b0 memfd=F0 len=4p                          -> ENODEV
mmap c0 memfd=F0 len=4p prot=r                   -> ENODEV
mmap d0 memfd=F0 len=4p flags=private            -> ENODEV
mmap e0 memfd=F0 len=4p flags=private prot=r     -> ENODEV
mmap f0 memfd=F0 len=4p flags=private prot=none  -> ENODEV
mmap g0 memfd=F0 len=4p prot=rx                  -> EPERM

mmap a1 memfd=F1 len=1p                          -> 0
mmap b1 memfd=F1 len=4p                          -> 0
mmap c1 memfd=F1 len=4p prot=r                   -> 0
mmap d1 memfd=F1 len=4p flags=private            -> EINVAL
mmap e1 memfd=F1 len=4p flags=private prot=r     -> EINVAL
mmap f1 memfd=F1 len=4p flags=private prot=none  -> EINVAL
mmap g1 memfd=F1 len=4p prot=rx                  -> EPERM

mmap a2 memfd=F2 len=1p                          -> ENODEV
mmap b2 memfd=F2 len=4p                          -> ENODEV
mmap c2 memfd=F2 len=4p prot=r                   -> ENODEV
mmap d2 memfd=F2 len=4p flags=private            -> ENODEV
mmap e2 memfd=F2 len=4p flags=private prot=r     -> ENODEV
mmap f2 memfd=F2 len=4p flags=private prot=none  -> ENODEV
mmap g2 memfd=F2 len=4p prot=rx                  -> EPERM

mmap a3 memfd=F3 len=1p                          -> 0
mmap b3 memfd=F3 len=4p                          -> 0
mmap c3 memfd=F3 len=4p prot=r                   -> 0
mmap d3 memfd=F3 len=4p flags=private            -> EINVAL
mmap e3 memfd=F3 len=4p flags=private prot=r     -> EINVAL
mmap f3 memfd=F3 len=4p flags=private prot=none  -> EINVAL
mmap g3 memfd=F3 len=4p prot=rx                  -> EPERM
