# GV-5: fill, punch page 0, look; the hole can be written again.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
store H 0xaaaaaaaaaaaaaaaa                          -> ok
store H+1p 0xaaaaaaaaaaaaaaaa                       -> ok
store H+0x3ff8 0xaaaaaaaaaaaaaaaa                   -> ok

fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
resident M                                          -> pages=1,3
load H                                              -> 0
load H+1p                                           -> 0xaaaaaaaaaaaaaaaa
load H+0x3ff8                                       -> 0xaaaaaaaaaaaaaaaa

store H 0x55                                        -> ok
load H                                              -> 0x55
invariants                                          -> ok
