# A file with flags 0 of a VM of type default.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The file has 8 pages.
#
# profiles: 7.2

vm A type=default                                      -> 0
memfd M vm=A size=8p flags=0                           -> 0

# case: t0.f0.ftruncate_same
ftruncate M len=8p                                     -> EINVAL
# case: t0.f0.ftruncate_shrink
ftruncate M len=4p                                     -> EINVAL
# case: t0.f0.fsync
fsync M                                                -> EINVAL
# case: t0.f0.fcntl_GETFL
fcntl M GETFL                                          -> 32770
# case: t0.f0.reopen_proc
reopen R M                                             -> ENXIO
# case: t0.f0.readlink
readlink M                                             -> link="/[kvm-gmem] (deleted)"
# case: t0.f0.stat_new
fstat M                                                -> type=reg perm=0x180 size=32768 blksize=4096 blocks=0 nlink=1

# case: t0.f0.falloc_keep
fallocate M off=0 len=2p mode=keep_size                -> 0
# case: t0.f0.falloc_keep_len0
fallocate M off=0 len=0 mode=keep_size                 -> EINVAL
# case: t0.f0.falloc_keep_negoff
fallocate M off=-4096 len=1p mode=keep_size            -> EINVAL
# case: t0.f0.punch_nokeep
fallocate M off=0 len=1p mode=punch_hole               -> EOPNOTSUPP
# case: t0.f0.punch
fallocate M off=0 len=2p mode=keep_size|punch_hole     -> 0
# case: t0.f0.punch_unaligned
fallocate M off=1 len=1p mode=keep_size|punch_hole     -> EINVAL
# case: t0.f0.insert_range
fallocate M off=0 len=1p mode=insert_range             -> EOPNOTSUPP
# case: t0.f0.unshare_keep
fallocate M off=0 len=1p mode=keep_size|unshare_range  -> EOPNOTSUPP
# case: t0.f0.stat_after_punch
fstat M                                                -> blocks=0

# case: t0.f0.mmap_shared_rw
mmap HRW memfd=M len=8p                                -> ENODEV
# case: t0.f0.mmap_shared_r
mmap HR memfd=M len=8p prot=r                          -> ENODEV
# case: t0.f0.mmap_private_rw
mmap HPRW memfd=M len=8p flags=private                 -> ENODEV
# case: t0.f0.mmap_private_r
mmap HPR memfd=M len=8p prot=r flags=private           -> ENODEV
# case: t0.f0.mmap_past_eof
mmap HE memfd=M len=8p off=16p                         -> ENODEV
# case: t0.f0.mmap_sync
mmap HS memfd=M len=8p flags=shared_validate|sync      -> EOPNOTSUPP
# case: t0.f0.mmap_populate
mmap HP memfd=M len=8p flags=shared|populate           -> ENODEV
