# GV-1, CREATE-1, CREATE-2: the size is positive and page aligned; bad flags are
# found before a bad size, and both are EINVAL.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
memfd s0 vm=A size=0                          -> EINVAL
memfd s1 vm=A size=1                          -> EINVAL
memfd s2 vm=A size=8                          -> EINVAL
memfd s3 vm=A size=4095                       -> EINVAL
memfd s4 vm=A size=4097                       -> EINVAL
memfd s5 vm=A size=0x8000000000000000         -> EINVAL
memfd s6 vm=A size=1 flags=0x4                -> EINVAL

# Two files of one page are two files.
memfd M vm=A size=1p                          -> 0
memfd N vm=A size=1p                          -> 0
fstat M                                       -> size=4K blksize=4K blocks=0
fstat N                                       -> size=4K blksize=4K blocks=0
fallocate M off=0 len=1p mode=keep_size       -> 0
resident M                                    -> pages=0
resident N                                    -> pages=
# blocks stays 0 even with a page allocated (FSTAT-1).
fstat M                                       -> size=4K blksize=4K blocks=0
