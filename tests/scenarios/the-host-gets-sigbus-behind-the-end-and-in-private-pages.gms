# GV-6: a mapping may be longer than the file, touching what lies behind it is
# SIGBUS (HFAULT-1). Without INIT_SHARED every page is (HFAULT-2).
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
memfd S vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=S len=16p                        -> 0
store H 1                                     -> ok
store H+0x3ff8 2                              -> ok
load H+4p                                     -> SIGBUS code=BUS_ADRERR
store H+0xfff8 3                              -> SIGBUS code=BUS_ADRERR
resident S                                    -> pages=0,3

memfd P vm=A size=4p flags=mmap               -> 0
mmap G memfd=P len=4p                         -> 0
load G                                        -> SIGBUS code=BUS_ADRERR
store G+1p 1                                  -> SIGBUS code=BUS_ADRERR
resident P                                    -> pages=
