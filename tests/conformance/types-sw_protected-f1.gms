# A file with flags mmap of a VM of type sw_protected.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The file has 8 pages.
#
# profiles: 7.2

vm A type=sw_protected                                   -> 0
memfd M vm=A size=8p flags=mmap                          -> 0

# case: t1.f1.pread
read M off=0 len=16                                      -> ESPIPE
# case: t1.f1.fsync
fsync M                                                  -> EINVAL
# case: t1.f1.fcntl_GETFL
fcntl M GETFL                                            -> 32770
# case: t1.f1.fcntl_GETFD
fcntl M GETFD                                            -> 0
# case: t1.f1.readlink
readlink M                                               -> link="/[kvm-gmem] (deleted)"

# case: t1.f1.falloc_keep
fallocate M off=0 len=2p mode=keep_size                  -> 0
# case: t1.f1.stat_after_alloc2
fstat M                                                  -> blocks=0
# case: t1.f1.falloc_keep_huge
fallocate M off=0 len=0x7ffffffffffff000 mode=keep_size  -> EINVAL
# case: t1.f1.punch_nokeep
fallocate M off=0 len=1p mode=punch_hole                 -> EOPNOTSUPP
# case: t1.f1.punch
fallocate M off=0 len=2p mode=keep_size|punch_hole       -> 0
# case: t1.f1.zero_range
fallocate M off=0 len=1p mode=zero_range                 -> EOPNOTSUPP
# case: t1.f1.insert_range
fallocate M off=0 len=1p mode=insert_range               -> EOPNOTSUPP

# case: t1.f1.mmap_shared_rw
mmap HRW memfd=M len=8p                                  -> 0
# case: t1.f1.mmap_shared_none
mmap HN memfd=M len=8p prot=none                         -> 0
# case: t1.f1.mmap_private_rw
mmap HPRW memfd=M len=8p flags=private                   -> EINVAL
# case: t1.f1.mmap_validate
mmap HV memfd=M len=8p flags=shared_validate             -> 0

# A mapping of the file, and of as much behind its end.
mmap H memfd=M len=16p                                   -> 0
# case: t1.f1.map_read_past_eof
load H+8p                                                -> SIGBUS code=BUS_ADRERR
# case: t1.f1.map_read_p0
load H                                                   -> SIGBUS code=BUS_ADRERR
mmap G memfd=M len=8p                                    -> 0
# case: t1.f1.mremap_grow_past_eof
mremap G2 G len=16p flags=maymove                        -> 0
# case: t1.f1.mlock
mlock H len=8p                                           -> ENOMEM
# case: t1.f1.munlock
munlock H len=8p                                         -> 0
# case: t1.f1.madvise_NORMAL
madvise H NORMAL len=8p                                  -> 0
# case: t1.f1.madvise_DONTNEED
madvise H DONTNEED len=8p                                -> 0
# case: t1.f1.madvise_REMOVE
madvise H REMOVE len=8p                                  -> 0
# case: t1.f1.madvise_DONTFORK
madvise H DONTFORK len=8p                                -> 0
# case: t1.f1.madvise_MERGEABLE
madvise H MERGEABLE len=8p                               -> 0
# case: t1.f1.madvise_PAGEOUT
madvise H PAGEOUT len=8p                                 -> 0
# case: t1.f1.madvise_POPULATE_READ
madvise H POPULATE_READ len=1p                           -> EFAULT
# case: t1.f1.madvise_COLLAPSE
madvise H COLLAPSE len=8p                                -> EINVAL
# case: t1.f1.madvise_WIPEONFORK
madvise H WIPEONFORK len=8p                              -> EINVAL
# case: t1.f1.madvise_SOFT_OFFLINE
madvise H SOFT_OFFLINE len=1p                            -> EFAULT
# case: t1.f1.map_write_p2
store H+2p 0x77                                          -> SIGBUS code=BUS_ADRERR
# case: t1.f1.madvise_DONTNEED_p2
madvise H DONTNEED off=2p len=1p                         -> 0
# case: t1.f1.map_read_p2_after_DONTNEED
load H+2p                                                -> SIGBUS code=BUS_ADRERR
open PIPE pipe                                           -> 0
# case: t1.f1.write_from_map_to_pipe(GUP/copy)
write PIPE len=16 buf=H                                  -> EFAULT
mmap K anon len=1p                                       -> 0
# case: t1.f1.process_vm_readv_self(GUP_remote)
process_vm_readv K H len=16                              -> EFAULT
# case: t1.f1.uffd_register_mode2
uffd_register H mode=wp len=8p                           -> EINVAL
# case: t1.f1.uffd_register_mode4
uffd_register H mode=minor len=8p                        -> EINVAL
# case: t1.f1.mprotect_exec
mprotect H prot=rwx len=8p                               -> EACCES

# Memory failure.
# case: t1.f1.punch_poisoned
fallocate M off=3p len=1p mode=keep_size|punch_hole      -> 0
# case: t1.f1.map_read_p3_after_poison_punch
load H+3p                                                -> SIGBUS code=BUS_ADRERR
mmap FRESH memfd=M len=8p                                -> 0
# case: t1.f1.fresh_map_read_p3_after_poison_punch
load FRESH+3p                                            -> SIGBUS code=BUS_ADRERR
# case: t1.f1.map_read_p3_after_punch+DONTNEED
load H+3p                                                -> SIGBUS code=BUS_ADRERR
