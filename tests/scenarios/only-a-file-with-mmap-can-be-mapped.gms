# GV-7, MMAP-3 to MMAP-5.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
memfd F0 vm=A size=4p                         -> 0
memfd F1 vm=A size=4p flags=mmap              -> 0
memfd F2 vm=A size=4p flags=init_shared       -> 0
memfd F3 vm=A size=4p flags=mmap|init_shared  -> 0

mmap a memfd=F0 len=4p                        -> ENODEV
mmap b memfd=F2 len=4p                        -> ENODEV
mmap c memfd=F0 len=4p flags=private          -> ENODEV
mmap d memfd=F1 len=4p                        -> 0
mmap e memfd=F3 len=4p                        -> 0
mmap f memfd=F1 len=4p flags=private          -> EINVAL
mmap g memfd=F3 len=4p flags=private prot=r   -> EINVAL
mmap h memfd=F0 len=4p prot=rx                -> EPERM
mmap i memfd=F3 len=4p prot=rx                -> EPERM
