# MADV-1 to MADV-5, measured: DONTNEED drops the mapping and keeps the data,
# REMOVE punches a hole, most else is accepted and does nothing.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p                        -> 0
slot A:0 gpa=0x100000 size=16p memfd=M        -> 0
store H+1p 0xaa                               -> ok

madvise H dontneed                            -> 0
load H+1p                                     -> 0xaa
madvise H hugepage                            -> 0
madvise H cold                                -> 0
madvise H pageout                             -> 0
madvise H willneed                            -> 0
load H+1p                                     -> 0xaa
madvise H free                                -> EINVAL
madvise H collapse                            -> EINVAL
madvise H wipeonfork                          -> EINVAL
madvise H 99                                  -> EINVAL

# As fallocate does, from the guest too.
guest A.0 read 0x101000                       -> 0xaa
madvise H remove off=1p len=1p                -> 0
where A 0x101000                              -> unmapped
load H+1p                                     -> 0
guest A.0 read 0x101000                       -> 0
# Measured: a mapping for reading will do, the file being open for writing.
mmap R memfd=M len=16p prot=r                 -> 0
store H+2p 0xbb                               -> ok
madvise R remove off=2p len=1p                -> 0
load H+2p                                     -> 0

madvise H populate_write off=4p len=2p        -> 0
resident M                                    -> pages=1,2,4,5
mlock H off=6p len=1p                         -> 0
madvise H dontneed off=6p len=1p              -> EINVAL
resident M                                    -> pages=1,2,4,5,6

# Where the host may not touch, advice cannot either (MADV-4, MADV-5).
memfd P vm=A size=4p flags=mmap               -> 0
mmap G memfd=P len=4p                         -> 0
madvise G populate_read                       -> EFAULT
mlock G                                       -> ENOMEM
resident P                                    -> pages=
mmap L memfd=M len=32p                        -> 0
madvise L populate_read off=15p len=2p        -> EFAULT
invariants                                    -> ok
