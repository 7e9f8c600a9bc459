# A file with flags 0 of a VM of type sw_protected.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
# The file has 8 pages.
#
# profiles: 7.2

vm A type=sw_protected                             -> 0
memfd M vm=A size=8p flags=0                       -> 0

# case: t1.f0.read
read M len=16                                      -> EINVAL
# case: t1.f0.lseek_end
lseek M off=0 whence=end                           -> ESPIPE
# case: t1.f0.flock_ex
flock M ex                                         -> 0
# case: t1.f0.seals_get
fcntl M GET_SEALS                                  -> EINVAL
# case: t1.f0.stat_new
fstat M                                            -> type=reg perm=0x180 size=32768 blksize=4096 blocks=0 nlink=1

# case: t1.f0.falloc_keep_negoff
fallocate M off=-4096 len=1p mode=keep_size        -> EINVAL
# case: t1.f0.punch_nokeep
fallocate M off=0 len=1p mode=punch_hole           -> EOPNOTSUPP
# case: t1.f0.collapse_range
fallocate M off=0 len=1p mode=collapse_range       -> EOPNOTSUPP
# case: t1.f0.stat_after_punch
fstat M                                            -> blocks=0

# case: t1.f0.mmap_shared_rw
mmap HRW memfd=M len=8p                            -> ENODEV
# case: t1.f0.mmap_past_eof
mmap HE memfd=M len=8p off=16p                     -> ENODEV
# case: t1.f0.mmap_validate
mmap HV memfd=M len=8p flags=shared_validate       -> ENODEV
# case: t1.f0.mmap_sync
mmap HS memfd=M len=8p flags=shared_validate|sync  -> EOPNOTSUPP
# case: t1.f0.mmap_populate
mmap HP memfd=M len=8p flags=shared|populate       -> ENODEV
