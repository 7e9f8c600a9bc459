# GV-1, CREATE-2: the flags that a file may have do not change which sizes it may have.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                            -> 0

memfd a1 vm=A size=0 flags=mmap                 -> EINVAL
memfd b1 vm=A size=1 flags=mmap                 -> EINVAL
memfd c1 vm=A size=2048 flags=mmap              -> EINVAL
memfd d1 vm=A size=4095 flags=mmap              -> EINVAL
memfd e1 vm=A size=4097 flags=mmap              -> EINVAL
memfd f1 vm=A size=1p flags=mmap                -> 0
memfd g1 vm=A size=2p flags=mmap                -> 0
fstat f1                                        -> size=4K blksize=4K blocks=0
fstat g1                                        -> size=8K blksize=4K blocks=0

memfd a2 vm=A size=0 flags=init_shared          -> EINVAL
memfd b2 vm=A size=1 flags=init_shared          -> EINVAL
memfd c2 vm=A size=2048 flags=init_shared       -> EINVAL
memfd d2 vm=A size=4095 flags=init_shared       -> EINVAL
memfd e2 vm=A size=4097 flags=init_shared       -> EINVAL
memfd f2 vm=A size=1p flags=init_shared         -> 0
memfd g2 vm=A size=2p flags=init_shared         -> 0
fstat f2                                        -> size=4K blksize=4K blocks=0
fstat g2                                        -> size=8K blksize=4K blocks=0

memfd a3 vm=A size=0 flags=mmap|init_shared     -> EINVAL
memfd b3 vm=A size=1 flags=mmap|init_shared     -> EINVAL
memfd c3 vm=A size=2048 flags=mmap|init_shared  -> EINVAL
memfd d3 vm=A size=4095 flags=mmap|init_shared  -> EINVAL
memfd e3 vm=A size=4097 flags=mmap|init_shared  -> EINVAL
memfd f3 vm=A size=1p flags=mmap|init_shared    -> 0
memfd g3 vm=A size=2p flags=mmap|init_shared    -> 0
fstat f3                                        -> size=4K blksize=4K blocks=0
fstat g3                                        -> size=8K blksize=4K blocks=0
