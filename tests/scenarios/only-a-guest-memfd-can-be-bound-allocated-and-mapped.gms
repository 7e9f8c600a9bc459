# BIND-2, FALLOC-12, MMAP-3, MMAP-4: descriptors of other kinds.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                         -> 0
vcpu A.0                                     -> 0
mmap H anon len=4p                           -> 0
open e eventfd                               -> 0
open p pipe                                  -> 0
open z zero                                  -> 0
open n null                                  -> 0
open f file                                  -> 0
open m memfd                                 -> 0
open s socket                                -> 0
open d directory                             -> 0
open i inotify                               -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=e  -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H memfd=p  -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H memfd=z  -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H memfd=f  -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H memfd=m  -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H memfd=d  -> EINVAL
fallocate e off=0 len=1p mode=keep_size      -> ENODEV
fallocate e off=-1 len=1p                    -> EINVAL
fallocate e off=0 len=1p mode=0x1000         -> EOPNOTSUPP
fallocate p off=0 len=1p                     -> ESPIPE
fallocate d off=0 len=1p                     -> EBADF
fallocate i off=0 len=1p                     -> EBADF
fallocate z off=0x7ffffffffffff000 len=1p    -> ENODEV
mmap a memfd=e len=1p prot=r                 -> ENODEV
mmap b memfd=e len=1p prot=rx                -> EPERM
mmap c memfd=n len=1p prot=rx                -> ENODEV
mmap g memfd=d len=1p prot=rw                -> EACCES
mmap h memfd=d len=1p prot=rw flags=private  -> ENODEV
mmap j memfd=s len=1p prot=x flags=private   -> EPERM
close e                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=e  -> EBADF
