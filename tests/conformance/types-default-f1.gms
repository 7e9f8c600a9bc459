# A file with flags mmap of a VM of type default.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The file has 8 pages.
#
# profiles: 7.2

vm A type=default                                           -> 0
memfd M vm=A size=8p flags=mmap                             -> 0

# case: t0.f1.pread
read M off=0 len=16                                         -> ESPIPE
# case: t0.f1.write
write M len=16                                              -> EINVAL
# case: t0.f1.lseek_set
lseek M off=0 whence=set                                    -> ESPIPE
# case: t0.f1.lseek_data
lseek M off=0 whence=data                                   -> ESPIPE
# case: t0.f1.ftruncate_same
ftruncate M len=8p                                          -> EINVAL
# case: t0.f1.fsync
fsync M                                                     -> EINVAL
# case: t0.f1.fcntl_GETFD
fcntl M GETFD                                               -> 0
# case: t0.f1.readahead
readahead M off=0 len=1p                                    -> EINVAL
# case: t0.f1.readlink
readlink M                                                  -> link="/[kvm-gmem] (deleted)"

# case: t0.f1.falloc_mode0
fallocate M off=0 len=1p                                    -> EOPNOTSUPP
# case: t0.f1.falloc_keep_len0
fallocate M off=0 len=0 mode=keep_size                      -> EINVAL
# case: t0.f1.falloc_keep_cross_eof
fallocate M off=7p len=2p mode=keep_size                    -> EINVAL
# case: t0.f1.falloc_keep_huge
fallocate M off=0 len=0x7ffffffffffff000 mode=keep_size     -> EINVAL
# case: t0.f1.punch_cross_eof
fallocate M off=7p len=2p mode=keep_size|punch_hole         -> 0
# case: t0.f1.punch_past_eof
fallocate M off=16p len=1p mode=keep_size|punch_hole        -> 0
# case: t0.f1.punch_huge
fallocate M off=0 len=0x7ffffffffffff000 mode=keep_size|punch_hole  -> 0
# case: t0.f1.insert_range
fallocate M off=0 len=1p mode=insert_range                  -> EOPNOTSUPP
# case: t0.f1.stat_after_punch
fstat M                                                     -> blocks=0

# case: t0.f1.mmap_shared_none
mmap HN memfd=M len=8p prot=none                            -> 0
# case: t0.f1.mmap_private_rw
mmap HPRW memfd=M len=8p flags=private                      -> EINVAL
# case: t0.f1.mmap_validate
mmap HV memfd=M len=8p flags=shared_validate                -> 0
# case: t0.f1.mmap_populate
mmap HP memfd=M len=8p flags=shared|populate                -> 0

# A mapping of the file, and of as much behind its end.
mmap H memfd=M len=16p                                      -> 0
# case: t0.f1.map_read_p0
load H                                                      -> SIGBUS code=BUS_ADRERR
# case: t0.f1.map_write_p1
store H+1p 0x77                                             -> SIGBUS code=BUS_ADRERR
munlock H len=8p                                            -> 0
# case: t0.f1.madvise_NORMAL
madvise H NORMAL len=8p                                     -> 0
# case: t0.f1.madvise_WILLNEED
madvise H WILLNEED len=8p                                   -> 0
# case: t0.f1.madvise_FREE
madvise H FREE len=8p                                       -> EINVAL
# case: t0.f1.madvise_REMOVE
madvise H REMOVE len=8p                                     -> 0
# case: t0.f1.madvise_MERGEABLE
madvise H MERGEABLE len=8p                                  -> 0
# case: t0.f1.madvise_HUGEPAGE
madvise H HUGEPAGE len=8p                                   -> 0
# case: t0.f1.madvise_POPULATE_WRITE
madvise H POPULATE_WRITE len=1p                             -> EFAULT
# case: t0.f1.madvise_COLLAPSE
madvise H COLLAPSE len=8p                                   -> EINVAL
# case: t0.f1.madvise_WIPEONFORK
madvise H WIPEONFORK len=8p                                 -> EINVAL
# case: t0.f1.madvise_GUARD_REMOVE
madvise H GUARD_REMOVE len=8p                               -> 0
# case: t0.f1.madvise_SOFT_OFFLINE
madvise H SOFT_OFFLINE len=1p                               -> EFAULT
# case: t0.f1.map_read_p2_after_DONTNEED
load H+2p                                                   -> SIGBUS code=BUS_ADRERR
open PIPE pipe                                              -> 0
# case: t0.f1.vmsplice_from_map(GUP)
vmsplice PIPE H len=1p                                      -> EFAULT

# Memory failure.
# case: t0.f1.madvise_HWPOISON_p3
madvise H HWPOISON off=3p len=1p                            -> EFAULT
# case: t0.f1.falloc_keep_over_poison
fallocate M off=3p len=1p mode=keep_size                    -> 0
# case: t0.f1.punch_poisoned
fallocate M off=3p len=1p mode=keep_size|punch_hole         -> 0
# case: t0.f1.map_read_p3_after_poison_punch
load H+3p                                                   -> SIGBUS code=BUS_ADRERR
mmap FRESH memfd=M len=8p                                   -> 0
# case: t0.f1.fresh_map_read_p3_after_poison_punch
load FRESH+3p                                               -> SIGBUS code=BUS_ADRERR
# case: t0.f1.madvise_DONTNEED_p3
madvise H DONTNEED off=3p len=1p                            -> 0
