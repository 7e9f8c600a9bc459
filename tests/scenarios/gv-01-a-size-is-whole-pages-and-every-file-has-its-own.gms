# GV-1, CREATE-1, CREATE-2: a size is positive and whole pages. Every file has an inode
# of its own: what is allocated in one is not in the other. tests/golden.sh asks for all
# sizes from 1 to 4095.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                      -> 0
memfd s0 vm=A size=0                      -> EINVAL
memfd s1 vm=A size=1                      -> EINVAL
memfd s2 vm=A size=8                      -> EINVAL
memfd s3 vm=A size=2048                   -> EINVAL
memfd s4 vm=A size=4095                   -> EINVAL
memfd s5 vm=A size=4097                   -> EINVAL
memfd s6 vm=A size=0x8000000000000000     -> EINVAL
memfd s7 vm=A size=0xfffffffffffff000     -> EINVAL
# A bad flag is found before a bad size; both are EINVAL.
memfd s8 vm=A size=1 flags=0x4            -> EINVAL

memfd M vm=A size=1p                      -> 0
memfd N vm=A size=1p                      -> 0
memfd O vm=A size=2p                      -> 0
fstat M                                   -> size=4K blksize=4K blocks=0
fstat N                                   -> size=4K blksize=4K blocks=0
fstat O                                   -> size=8K blksize=4K blocks=0
fallocate M off=0 len=1p mode=keep_size   -> 0
fallocate O off=1p len=1p mode=keep_size  -> 0
resident M                                -> pages=0
resident N                                -> pages=
resident O                                -> pages=1
# blocks stays 0 even with a page allocated (FSTAT-1).
fstat M                                   -> size=4K blksize=4K blocks=0
