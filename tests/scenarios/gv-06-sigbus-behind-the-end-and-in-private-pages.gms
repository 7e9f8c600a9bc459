# GV-6: a mapping may be longer than the file; touching what lies behind the end is
# SIGBUS (HFAULT-1). Without INIT_SHARED every page is (HFAULT-2).
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

# 16 pages of a file of 4.
vm A                                         -> 0
memfd S vm=A size=4p flags=mmap|init_shared  -> 0
mmap H memfd=S len=16p                       -> 0
store H 0xaa                                 -> ok
store H+1p 0xaa                              -> ok
store H+2p 0xaa                              -> ok
store H+0x3ff8 0xaa                          -> ok
load H+4p                                    -> SIGBUS code=BUS_ADRERR
store H+4p 0xaa                              -> SIGBUS code=BUS_ADRERR
load H+0xfff8                                -> SIGBUS code=BUS_ADRERR
store H+0xfff8 0xaa                          -> SIGBUS code=BUS_ADRERR
load H                                       -> 0xaa
load H+1p                                    -> 0xaa
load H+2p                                    -> 0xaa
load H+0x3ff8                                -> 0xaa
resident S                                   -> pages=0,1,2,3

memfd P vm=A size=4p flags=mmap              -> 0
mmap G memfd=P len=4p                        -> 0
load G                                       -> SIGBUS code=BUS_ADRERR
store G 0xaa                                 -> SIGBUS code=BUS_ADRERR
load G+1p                                    -> SIGBUS code=BUS_ADRERR
store G+0x3ff8 0xaa                          -> SIGBUS code=BUS_ADRERR
resident P                                   -> pages=
invariants                                   -> ok
