# MMAP-7: mprotect goes both ways between reading and writing; PROT_EXEC is EACCES.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
store H 1                                     -> ok
mprotect H prot=r                             -> 0
load H                                        -> 1
store H 2                                     -> SIGSEGV code=SEGV_ACCERR
mprotect H prot=rx                            -> EACCES
mprotect H prot=none off=1p len=1p            -> 0
load H                                        -> 1
load H+1p                                     -> SIGSEGV code=SEGV_ACCERR
mprotect H prot=rw                            -> 0
store H 2                                     -> ok
load H+1p                                     -> 0
munmap H off=2p len=1p                        -> 0
mprotect H prot=r                             -> ENOMEM
store H 3                                     -> SIGSEGV code=SEGV_ACCERR
