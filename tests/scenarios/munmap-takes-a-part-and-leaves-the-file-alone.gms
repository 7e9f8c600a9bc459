# A page that is unmapped is SIGSEGV; what it held stays in the file and is seen
# through another mapping (FOLIO-2, HFAULT-9).
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
store H 1                                     -> ok
store H+1p 2                                  -> ok
store H+2p 3                                  -> ok
munmap H off=1p len=1p                        -> 0
load H                                        -> 1
load H+1p                                     -> SIGSEGV code=SEGV_MAPERR
load H+2p                                     -> 3
resident M                                    -> pages=0,1,2

mmap G memfd=M len=1p off=1p                  -> 0
load G                                        -> 2
munmap H                                      -> 0
munmap G                                      -> 0
resident M                                    -> pages=0,1,2
invariants                                    -> ok
