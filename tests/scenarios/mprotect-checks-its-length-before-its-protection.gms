# MPROTECT-1, MMAP-7, as measured on 6.18.44.

vm A  -> 0
memfd M vm=A size=8p flags=mmap|init_shared   -> 0
mmap H memfd=M len=8p                         -> 0
mprotect H prot=0x10 off=1 len=0              -> EINVAL
mprotect H prot=0x10 len=0                    -> 0
mprotect H prot=rx len=0                      -> 0
mprotect H prot=0x10                          -> EINVAL
mprotect H prot=0x10 len=0xfffffffffffff000   -> ENOMEM
mprotect H prot=8                             -> 0
mprotect H prot=0x1000003                     -> EINVAL
mprotect H prot=0x2000003                     -> EINVAL
mprotect H prot=0x3000003 len=0               -> EINVAL
mprotect H prot=rw                            -> 0
munmap H off=4p len=1p                        -> 0
mprotect H prot=0x1000003 off=4p len=1p       -> ENOMEM
mprotect H prot=0x10 off=4p len=1p            -> EINVAL
mprotect H prot=r                             -> ENOMEM
store H 1                                     -> SIGSEGV code=SEGV_ACCERR
store H+7p 1                                  -> ok
# Anonymous memory before it may become executable; the file may not.
mmap P anon len=8p                            -> 0
mmap G memfd=M len=4p addr=P+4p flags=shared|fixed  -> 0
mprotect P prot=rwx                           -> EACCES
smaps P                                       -> perm=rwxp
smaps G                                       -> perm=rw-s
