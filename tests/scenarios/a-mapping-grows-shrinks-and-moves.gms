# MREMAP-1 to MREMAP-5: one mapping of a file is resized, moved, duplicated, and moved
# with its old addresses kept. As Linux 6.18.44 did it.

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p                        -> 0
store H 0x5a                                  -> ok
store H+1p 0x5b                               -> ok

# Beyond the mapping lies another, or could; it grows only by moving.
mremap G0 H len=32p                           -> ENOMEM
mremap H2 H len=32p flags=maymove             -> 0
load H                                        -> SIGSEGV code=SEGV_MAPERR
load H2                                       -> 0x5a
load H2+16p                                   -> SIGBUS code=BUS_ADRERR
# What was cut off leaves room to grow again.
mremap H3 H2 len=4p                           -> 0
load H3+3p                                    -> 0
load H3+4p                                    -> SIGSEGV code=SEGV_MAPERR
mremap H4 H3 len=16p                          -> 0
load H4+1p                                    -> 0x5b
load H4+4p                                    -> 0

# To a chosen address; what lay there goes.
mmap X anon len=64p                           -> 0
store X+2p 9                                  -> ok
store X+17p 17                                -> ok
mremap H5 H4 len=16p flags=maymove|fixed addr=X  -> 0
load X                                        -> 0x5a
load X+2p                                     -> 0
load X+17p                                    -> 17
load H4                                       -> SIGSEGV
mmap Y anon len=16p                           -> 0
store Y+8p 8                                  -> ok
mremap H6 H5 len=4p flags=maymove|fixed addr=Y+4p  -> 0
load Y+4p                                     -> 0x5a
load Y+8p                                     -> 8
load X+5p                                     -> SIGSEGV
mremap H7 H6 len=16p flags=maymove|fixed addr=X  -> 0
load X+15p                                    -> 0

# An old length of 0 makes a second mapping; DONTUNMAP leaves the first.
mremap D H7 old=0 len=16p flags=maymove       -> 0
load D                                        -> 0x5a
load H7                                       -> 0x5a
mremap D2 H7 old=0 len=16p                    -> ENOMEM
mlock H7                                      -> 0
mremap E H7 len=16p flags=maymove|dontunmap   -> 0
load E+1p                                     -> 0x5b
load H7                                       -> 0x5a
smaps E                                       -> flags=rd|wr|sh|mr|mw|ms|lo|sd
smaps H7                                      -> flags=rd|wr|sh|mr|mw|ms|sd
munlock E                                     -> 0
invariants                                    -> ok

# A locked mapping brings in what it grows by.
memfd N vm=A size=16p flags=mmap|init_shared  -> 0
mmap L memfd=N len=4p                         -> 0
mlock L                                       -> 0
mremap L2 L len=8p flags=maymove              -> 0
mincore L2                                    -> pages=0,1,2,3,4,5,6,7
resident N                                    -> pages=0,1,2,3,4,5,6,7

# Bad arguments, in the kernel's order: EINVAL before the mapping is looked at.
mremap e1 E len=16p flags=dontunmap           -> EINVAL
mremap e2 E len=32p flags=dontunmap|maymove   -> EINVAL
mremap e3 E len=8p flags=dontunmap|maymove    -> EINVAL
mremap e4 E off=1 old=1p len=2p flags=maymove  -> EINVAL
mremap e5 E len=2p flags=9                    -> EINVAL
mremap e6 E len=0 flags=maymove               -> EINVAL
mremap e7 E len=16p flags=fixed|maymove addr=E+4p  -> EINVAL
mremap e8 E len=16p flags=fixed|maymove addr=E  -> EINVAL
mremap e9 E len=16p flags=fixed addr=X        -> EINVAL
mremap e10 E old=1p len=1p flags=maymove|fixed addr=X+1  -> EINVAL
mremap e11 E old=1p len=1p flags=maymove|fixed addr=0x800000000000  -> EINVAL
mremap e12 E old=1p len=0x800000000000 flags=maymove  -> EINVAL
mremap e13 E old=1p len=0xffffffffffffffff flags=maymove  -> EINVAL
mremap e14 e13 old=1p len=1p                  -> EINVAL
mremap e15 E old=32p len=64p flags=maymove    -> EFAULT
mremap e16 E old=0xffffffffffffffff len=1p    -> ENOMEM
mremap e17 E len=16p                          -> 0
mmap Q memfd=M len=4p                         -> 0
munmap Q                                      -> 0
mremap q1 Q old=1p len=2p flags=maymove       -> EFAULT
mremap q2 Q old=2p len=1p                     -> EFAULT
mremap q3 Q old=1p len=1p                     -> EFAULT
mremap q4 Q old=0 len=1p flags=maymove        -> EFAULT
store Y 3                                     -> ok
mremap q5 Q old=1p len=1p flags=maymove|fixed addr=Y  -> EFAULT
load Y                                        -> 3
