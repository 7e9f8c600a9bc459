# GV-5: fill, punch page 0, look; the hole can be written again. Each page is written at
# its first word, at its last and at one between.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
store H 0xaaaaaaaaaaaaaaaa                          -> ok
store H+0x7f8 0xaaaaaaaaaaaaaaaa                    -> ok
store H+0xff8 0xaaaaaaaaaaaaaaaa                    -> ok
store H+0x1000 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x17f8 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x1ff8 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x2000 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x27f8 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x2ff8 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x3000 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x37f8 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x3ff8 0xaaaaaaaaaaaaaaaa                   -> ok
load H                                              -> 0xaaaaaaaaaaaaaaaa
load H+0x7f8                                        -> 0xaaaaaaaaaaaaaaaa
load H+0xff8                                        -> 0xaaaaaaaaaaaaaaaa
load H+0x1000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x17f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x1ff8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x2000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x27f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x2ff8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x3000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x37f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x3ff8                                       -> 0xaaaaaaaaaaaaaaaa

fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
resident M                                          -> pages=1,2,3
load H                                              -> 0
load H+0x7f8                                        -> 0
load H+0xff8                                        -> 0
load H+0x1000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x17f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x1ff8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x2000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x27f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x2ff8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x3000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x37f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x3ff8                                       -> 0xaaaaaaaaaaaaaaaa
resident M                                          -> pages=0,1,2,3

store H 0xaaaaaaaaaaaaaaaa                          -> ok
store H+0x7f8 0xaaaaaaaaaaaaaaaa                    -> ok
store H+0xff8 0xaaaaaaaaaaaaaaaa                    -> ok
load H                                              -> 0xaaaaaaaaaaaaaaaa
load H+0x7f8                                        -> 0xaaaaaaaaaaaaaaaa
load H+0xff8                                        -> 0xaaaaaaaaaaaaaaaa
load H+0x1000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x17f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x1ff8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x2000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x27f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x2ff8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x3000                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x37f8                                       -> 0xaaaaaaaaaaaaaaaa
load H+0x3ff8                                       -> 0xaaaaaaaaaaaaaaaa
invariants                                          -> ok
