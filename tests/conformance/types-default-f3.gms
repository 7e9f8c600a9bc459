# A file with flags mmap|init_shared of a VM of type default.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The file has 8 pages.
#
# profiles: 7.2

vm A type=default                                        -> 0
memfd M vm=A size=8p flags=mmap|init_shared              -> 0

# case: t0.f3.read
read M len=16                                            -> EINVAL
# case: t0.f3.lseek_data
lseek M off=0 whence=data                                -> ESPIPE
# case: t0.f3.ftruncate_shrink
ftruncate M len=4p                                       -> EINVAL
# case: t0.f3.fcntl_GETFL
fcntl M GETFL                                            -> 32770
# case: t0.f3.fcntl_GETFD
fcntl M GETFD                                            -> 0
# case: t0.f3.seals_get
fcntl M GET_SEALS                                        -> EINVAL
# case: t0.f3.readlink
readlink M                                               -> link="/[kvm-gmem] (deleted)"

# case: t0.f3.falloc_keep
fallocate M off=0 len=2p mode=keep_size                  -> 0
# case: t0.f3.stat_after_alloc2
fstat M                                                  -> blocks=0
# case: t0.f3.falloc_keep_negoff
fallocate M off=-4096 len=1p mode=keep_size              -> EINVAL
# case: t0.f3.falloc_keep_huge
fallocate M off=0 len=0x7ffffffffffff000 mode=keep_size  -> EINVAL
# case: t0.f3.punch
fallocate M off=0 len=2p mode=keep_size|punch_hole       -> 0
# case: t0.f3.punch_unaligned
fallocate M off=1 len=1p mode=keep_size|punch_hole       -> EINVAL
# case: t0.f3.insert_range
fallocate M off=0 len=1p mode=insert_range               -> EOPNOTSUPP
# case: t0.f3.stat_after_punch
fstat M                                                  -> blocks=0

# case: t0.f3.mmap_shared_rwx
mmap HX memfd=M len=8p prot=rwx                          -> EPERM
# case: t0.f3.mmap_private_r
mmap HPR memfd=M len=8p prot=r flags=private             -> EINVAL

# A mapping of the file, and of as much behind its end.
mmap H memfd=M len=16p                                   -> 0
# case: t0.f3.map_read_past_eof
load H+8p                                                -> SIGBUS code=BUS_ADRERR
store H+1p 0x77                                          -> ok
store H+2p 0x77                                          -> ok
# case: t0.f3.punch_p1
fallocate M off=1p len=1p mode=keep_size|punch_hole      -> 0
# case: t0.f3.map_read_p1_after_punch
load H+1p                                                -> 0
# case: t0.f3.mincore
mincore H len=8p                                         -> pages=1,2
# case: t0.f3.mlock
mlock H len=8p                                           -> 0
munlock H len=8p                                         -> 0
# case: t0.f3.msync
msync H len=8p flags=sync                                -> EINVAL
# case: t0.f3.madvise_DONTNEED
madvise H DONTNEED len=8p                                -> 0
# case: t0.f3.madvise_DONTFORK
madvise H DONTFORK len=8p                                -> 0
# case: t0.f3.madvise_HUGEPAGE
madvise H HUGEPAGE len=8p                                -> 0
# case: t0.f3.madvise_PAGEOUT
madvise H PAGEOUT len=8p                                 -> 0
# case: t0.f3.madvise_POPULATE_READ
madvise H POPULATE_READ len=1p                           -> 0
# case: t0.f3.madvise_WIPEONFORK
madvise H WIPEONFORK len=8p                              -> EINVAL
# case: t0.f3.madvise_SOFT_OFFLINE
madvise H SOFT_OFFLINE len=1p                            -> EBUSY
store H+2p 0x77                                          -> ok
madvise H DONTNEED off=2p len=1p                         -> 0
# case: t0.f3.map_read_p2_after_DONTNEED
load H+2p                                                -> 0x77

# Memory failure.
store H+3p 0x77                                          -> ok
madvise H HWPOISON off=3p len=1p                         -> EBUSY
# case: t0.f3.map_read_p3_after_HWPOISON
load H+3p                                                -> SIGBUS code=BUS_MCEERR_AR
# case: t0.f3.punch_poisoned
fallocate M off=3p len=1p mode=keep_size|punch_hole      -> 0
mmap FRESH memfd=M len=8p                                -> 0
# case: t0.f3.fresh_map_read_p3_after_poison_punch
load FRESH+3p                                            -> 0
