# A file with flags init_shared of a VM of type default.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The file has 8 pages.
#
# profiles: 7.2

vm A type=default                                      -> 0
memfd M vm=A size=8p flags=init_shared                 -> 0

# case: t0.f2.pwrite
write M off=0 len=16                                   -> ESPIPE
# case: t0.f2.lseek_set
lseek M off=0 whence=set                               -> ESPIPE
# case: t0.f2.lseek_end
lseek M off=0 whence=end                               -> ESPIPE
# case: t0.f2.lseek_data
lseek M off=0 whence=data                              -> ESPIPE
# case: t0.f2.ftruncate_same
ftruncate M len=8p                                     -> EINVAL
# case: t0.f2.ftruncate_shrink
ftruncate M len=4p                                     -> EINVAL
# case: t0.f2.fsync
fsync M                                                -> EINVAL
# case: t0.f2.fcntl_GETFL
fcntl M GETFL                                          -> 32770
# case: t0.f2.readahead
readahead M off=0 len=1p                               -> EINVAL
open D null                                            -> 0
# case: t0.f2.sendfile_from
sendfile D M len=64                                    -> EINVAL
# case: t0.f2.stat_new
fstat M                                                -> type=reg perm=0x180 size=32768 blksize=4096 blocks=0 nlink=1

# case: t0.f2.falloc_mode0
fallocate M off=0 len=1p                               -> EOPNOTSUPP
# case: t0.f2.falloc_keep_len0
fallocate M off=0 len=0 mode=keep_size                 -> EINVAL
# case: t0.f2.falloc_keep_negoff
fallocate M off=-4096 len=1p mode=keep_size            -> EINVAL
# case: t0.f2.falloc_keep_cross_eof
fallocate M off=7p len=2p mode=keep_size               -> EINVAL
# case: t0.f2.falloc_keep_unaligned
fallocate M off=1 len=1p mode=keep_size                -> EINVAL
# case: t0.f2.punch_unaligned
fallocate M off=1 len=1p mode=keep_size|punch_hole     -> EINVAL
# case: t0.f2.punch_cross_eof
fallocate M off=7p len=2p mode=keep_size|punch_hole    -> 0
# case: t0.f2.unshare_keep
fallocate M off=0 len=1p mode=keep_size|unshare_range  -> EOPNOTSUPP
# case: t0.f2.stat_after_punch
fstat M                                                -> blocks=0

# case: t0.f2.mmap_shared_rw
mmap HRW memfd=M len=8p                                -> ENODEV
# case: t0.f2.mmap_shared_rwx
mmap HX memfd=M len=8p prot=rwx                        -> EPERM
# case: t0.f2.mmap_private_rw
mmap HPRW memfd=M len=8p flags=private                 -> ENODEV
# case: t0.f2.mmap_past_eof
mmap HE memfd=M len=8p off=16p                         -> ENODEV
# case: t0.f2.mmap_sync
mmap HS memfd=M len=8p flags=shared_validate|sync      -> EOPNOTSUPP
