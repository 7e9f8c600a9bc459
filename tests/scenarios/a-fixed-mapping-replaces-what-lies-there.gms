# MMAP-9, MMAP-10: addresses that a caller asks for. As measured on 6.18.44.

vm A  -> 0
memfd F0 vm=A size=16p                        -> 0
memfd F1 vm=A size=16p flags=mmap             -> 0
memfd F3 vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=F3 len=8p                        -> 0
store H+4p 4                                  -> ok
store H+2p 2                                  -> ok
mmap I memfd=F3 len=2p off=8p addr=H+2p flags=shared|fixed  -> 0
store I 8                                     -> ok
load H+2p                                     -> 8
load H+4p                                     -> 4
smaps H+2p                                    -> len=8K off=32K
mmap J memfd=F3 len=8p                        -> 0
load J+2p                                     -> 2

mmap e1 memfd=F3 len=1p addr=H+1 flags=shared|fixed   -> EINVAL
mmap e2 memfd=F3 len=1p addr=0x800000000000 flags=shared|fixed  -> ENOMEM
mmap e3 memfd=F3 len=1p addr=0x7ffffffff000 flags=shared|fixed  -> ENOMEM
mmap e4 memfd=F3 len=1p addr=0x7fffffffe000 flags=shared|fixed  -> 0
mmap e5 memfd=F3 len=2p addr=0xfffffffffffff000 flags=shared|fixed  -> ENOMEM
# The address is checked before the file, its offset and PROT_EXEC.
mmap e6 memfd=F0 len=1p prot=rwx addr=H+1 flags=shared|fixed  -> EINVAL
mmap e7 memfd=F0 len=1p prot=rwx addr=H flags=shared|fixed_noreplace  -> EEXIST
mmap e8 memfd=F3 len=1p off=0x7ffffffffffff000 addr=H flags=shared|fixed  -> EOVERFLOW
mmap e9 memfd=F3 len=2p addr=H+7p flags=shared|fixed_noreplace  -> EEXIST
mmap e10 memfd=F3 len=1p addr=H+1 flags=shared|fixed_noreplace  -> EINVAL
mmap e11 memfd=F3 len=1p addr=0x100000 flags=shared_validate|fixed_noreplace  -> EOPNOTSUPP
mmap N memfd=F3 len=1p addr=0x100000 flags=shared|fixed_noreplace  -> 0
load 0x100000                                 -> 0
mmap Z memfd=F3 len=1p addr=0 flags=shared|fixed  -> 0
load 0                                        -> 0

# What the VFS refuses leaves the old mapping; what the file refuses does not.
mmap B anon len=4p                            -> 0
store B 9                                     -> ok
store B+1p 8                                  -> ok
mmap b1 memfd=F1 len=1p prot=x addr=B flags=private|fixed  -> EPERM
mmap b2 memfd=999 len=1p addr=B flags=shared|fixed  -> EBADF
load B                                        -> 9
mmap b3 memfd=F1 len=1p addr=B flags=private|fixed  -> EINVAL
load B                                        -> SIGSEGV code=SEGV_MAPERR
mmap b4 memfd=F0 len=1p addr=B+1p flags=shared|fixed  -> ENODEV
load B+1p                                     -> SIGSEGV code=SEGV_MAPERR

# A hint is taken when the addresses are free.
mmap C memfd=F3 len=1p addr=B                 -> 0
store C 0xcc                                  -> ok
load B                                        -> 0xcc
mmap D memfd=F3 len=1p off=1p addr=B          -> 0
load D                                        -> 0
load B                                        -> 0xcc
mmap E memfd=F3 len=1p addr=B+0x1005          -> 0
load B+1p                                     -> 0xcc
mmap L memfd=F3 len=1p addr=0x1000            -> 0
load 0x10000                                  -> 0xcc
mmap K memfd=F3 len=1p addr=0x800000000000    -> 0
invariants                                    -> ok

# A slot whose memory is replaced finds the new memory.
vcpu A.0                                      -> 0
mmap S anon len=1p                            -> 0
slot A:0 gpa=0 size=1p hva=S                  -> 0
guest A.0 write 0 1                           -> ok
mmap S2 memfd=F3 len=1p addr=S flags=shared|fixed  -> 0
guest A.0 read 0                              -> 0xcc
invariants                                    -> ok
