# GV-4, FALLOC-6: offset and length of a hole, neither may split a page.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                                     -> 0
memfd M vm=A size=4p                                     -> 0

fallocate M off=0 len=4p mode=keep_size                  -> 0
fallocate M off=0 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate M off=0 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate M off=0 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate M off=1 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate M off=1 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate M off=1 len=4096 mode=keep_size|punch_hole     -> EINVAL
fallocate M off=1 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate M off=4096 len=1 mode=keep_size|punch_hole     -> EINVAL
fallocate M off=4096 len=4095 mode=keep_size|punch_hole  -> EINVAL
fallocate M off=4096 len=4097 mode=keep_size|punch_hole  -> EINVAL
resident M                                               -> pages=0,1,2,3
