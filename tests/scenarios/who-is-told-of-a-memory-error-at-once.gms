# POISON-4, POISON-5, POISON-6: measured on 7.2.13.  MADV_HWPOISON on a page that was
# written kills its caller; on one that was only read it does not, nor does an error
# from elsewhere, unless the process asked to be told early.
# profiles: 6.18 6.19 7.1 7.2 7.3
vm A                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared         -> 0
mmap H memfd=M len=8p                               -> 0
store H 1                                           -> ok
load  H+1p                                          -> 0
store H+2p 1                                        -> ok
store H+3p 1                                        -> ok
fallocate M off=4p len=1p mode=keep_size            -> 0
madvise H hwpoison off=0  len=1p                    -> EBUSY signal=BUS_MCEERR_AR
load  H                                             -> SIGBUS code=BUS_MCEERR_AR
madvise H hwpoison off=1p len=1p                    -> EBUSY
poison M off=2p                                     -> EBUSY
poison M off=3p early                               -> EBUSY signal=BUS_MCEERR_AO
load  H+3p                                          -> SIGBUS code=BUS_MCEERR_AR
# Nobody has it mapped.
poison M off=4p early                               -> EBUSY
fallocate M off=3p len=1p mode=keep_size|punch_hole -> 0
mmap G memfd=M len=8p                               -> 0
load  G+3p                                          -> 0
invariants                                          -> ok
