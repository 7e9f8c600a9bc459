# GV-3: a file of 4 pages. Allocating beyond the end is EINVAL (FALLOC-8), punching
# there is 0 and does nothing (FALLOC-7).
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                                   -> 0
memfd M vm=A size=4p                                   -> 0

fallocate M off=0 len=4p mode=keep_size                -> 0
resident M                                             -> pages=0,1,2,3
fallocate M off=4095 len=1p mode=keep_size|punch_hole  -> EINVAL
fallocate M off=4p len=1p mode=keep_size               -> EINVAL
fallocate M off=5p len=1p mode=keep_size               -> EINVAL
fallocate M off=4p len=1p mode=keep_size|punch_hole    -> 0
fallocate M off=5p len=1p mode=keep_size|punch_hole    -> 0
fallocate M off=1p len=4095 mode=keep_size|punch_hole  -> EINVAL
resident M                                             -> pages=0,1,2,3
fallocate M off=1p len=1p mode=keep_size|punch_hole    -> 0
resident M                                             -> pages=0,2,3
fallocate M off=1p len=1p mode=keep_size               -> 0
resident M                                             -> pages=0,1,2,3

# A range that begins inside: nothing of it is allocated. A hole in a hole (INVAL-14), and
# one that ends far behind the file.
fallocate M off=3p len=1p mode=keep_size|punch_hole    -> 0
fallocate M off=3p len=1p mode=keep_size|punch_hole    -> 0
fallocate M off=3p len=2p mode=keep_size               -> EINVAL
resident M                                             -> pages=0,1,2
fallocate M off=2p len=1G mode=keep_size|punch_hole    -> 0
resident M                                             -> pages=0,1
invariants                                             -> ok
