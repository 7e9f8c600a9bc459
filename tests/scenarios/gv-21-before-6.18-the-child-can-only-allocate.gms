# GV-21, IOCTL-1, IOCTL-5, MMAP-4: nothing could be mapped yet, the gate is the same.
profile 6.12
# profiles: 6.12 6.16

vm A                                                -> 0
mmap B anon len=4p                                  -> 0
fork C                                              -> 0
memfd M vm=A size=4p by=C                           -> EIO
memfd N vm=A size=4p                                -> 0
send S N                                            -> 0
receive N2 S by=C                                   -> 0
fallocate N2 off=0 len=1p mode=keep_size by=C       -> 0
resident N                                          -> pages=0
fallocate N2 off=0 len=1p mode=keep_size|punch_hole by=C  -> 0
mmap K memfd=N2 len=1p by=C                         -> ENODEV
slot A:0 gpa=0 size=4p hva=B by=C                   -> EIO
invariants                                          -> ok
