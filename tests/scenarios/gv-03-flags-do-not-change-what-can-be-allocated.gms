# GV-3 for files with flags: they change nothing.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                                    -> 0
memfd F1 vm=A size=4p flags=mmap                        -> 0
memfd F2 vm=A size=4p flags=init_shared                 -> 0
memfd F3 vm=A size=4p flags=mmap|init_shared            -> 0

fallocate F1 off=0 len=4p mode=keep_size                -> 0
resident F1                                             -> pages=0,1,2,3
fallocate F1 off=4095 len=1p mode=keep_size|punch_hole  -> EINVAL
fallocate F1 off=4p len=1p mode=keep_size               -> EINVAL
fallocate F1 off=5p len=1p mode=keep_size               -> EINVAL
fallocate F1 off=4p len=1p mode=keep_size|punch_hole    -> 0
fallocate F1 off=5p len=1p mode=keep_size|punch_hole    -> 0
fallocate F1 off=1p len=4095 mode=keep_size|punch_hole  -> EINVAL
resident F1                                             -> pages=0,1,2,3
fallocate F1 off=1p len=1p mode=keep_size|punch_hole    -> 0
resident F1                                             -> pages=0,2,3
fallocate F1 off=1p len=1p mode=keep_size               -> 0
resident F1                                             -> pages=0,1,2,3

fallocate F2 off=0 len=4p mode=keep_size                -> 0
resident F2                                             -> pages=0,1,2,3
fallocate F2 off=4095 len=1p mode=keep_size|punch_hole  -> EINVAL
fallocate F2 off=4p len=1p mode=keep_size               -> EINVAL
fallocate F2 off=5p len=1p mode=keep_size               -> EINVAL
fallocate F2 off=4p len=1p mode=keep_size|punch_hole    -> 0
fallocate F2 off=5p len=1p mode=keep_size|punch_hole    -> 0
fallocate F2 off=1p len=4095 mode=keep_size|punch_hole  -> EINVAL
resident F2                                             -> pages=0,1,2,3
fallocate F2 off=1p len=1p mode=keep_size|punch_hole    -> 0
resident F2                                             -> pages=0,2,3
fallocate F2 off=1p len=1p mode=keep_size               -> 0
resident F2                                             -> pages=0,1,2,3

fallocate F3 off=0 len=4p mode=keep_size                -> 0
resident F3                                             -> pages=0,1,2,3
fallocate F3 off=4095 len=1p mode=keep_size|punch_hole  -> EINVAL
fallocate F3 off=4p len=1p mode=keep_size               -> EINVAL
fallocate F3 off=5p len=1p mode=keep_size               -> EINVAL
fallocate F3 off=4p len=1p mode=keep_size|punch_hole    -> 0
fallocate F3 off=5p len=1p mode=keep_size|punch_hole    -> 0
fallocate F3 off=1p len=4095 mode=keep_size|punch_hole  -> EINVAL
resident F3                                             -> pages=0,1,2,3
fallocate F3 off=1p len=1p mode=keep_size|punch_hole    -> 0
resident F3                                             -> pages=0,2,3
fallocate F3 off=1p len=1p mode=keep_size               -> 0
resident F3                                             -> pages=0,1,2,3
invariants                                              -> ok
