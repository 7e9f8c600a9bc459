# The flow of the kernel's selftest guest_memfd_test, for a VM of the default type. A line
# above each part names the function of the test. Its parts about NUMA are elsewhere.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm V                                                     -> 0
check_extension V GUEST_MEMFD                            -> 1
check_extension V GUEST_MEMFD_FLAGS                      -> 3

# guest_memfd_flags: each bit that the capability reports is accepted alone, no other is.
memfd bit0 vm=V size=1p flags=0x1                        -> 0
memfd bit1 vm=V size=1p flags=0x2                        -> 0
memfd bit2 vm=V size=1p flags=0x4                        -> EINVAL
memfd bit3 vm=V size=1p flags=0x8                        -> EINVAL
memfd bit4 vm=V size=1p flags=0x10                       -> EINVAL
memfd bit5 vm=V size=1p flags=0x20                       -> EINVAL
memfd bit6 vm=V size=1p flags=0x40                       -> EINVAL
memfd bit7 vm=V size=1p flags=0x80                       -> EINVAL
memfd bit8 vm=V size=1p flags=0x100                      -> EINVAL
memfd bit9 vm=V size=1p flags=0x200                      -> EINVAL
memfd bit10 vm=V size=1p flags=0x400                     -> EINVAL
memfd bit11 vm=V size=1p flags=0x800                     -> EINVAL
memfd bit12 vm=V size=1p flags=0x1000                    -> EINVAL
memfd bit13 vm=V size=1p flags=0x2000                    -> EINVAL
memfd bit14 vm=V size=1p flags=0x4000                    -> EINVAL
memfd bit15 vm=V size=1p flags=0x8000                    -> EINVAL
memfd bit16 vm=V size=1p flags=0x10000                   -> EINVAL
memfd bit17 vm=V size=1p flags=0x20000                   -> EINVAL
memfd bit18 vm=V size=1p flags=0x40000                   -> EINVAL
memfd bit19 vm=V size=1p flags=0x80000                   -> EINVAL
memfd bit20 vm=V size=1p flags=0x100000                  -> EINVAL
memfd bit21 vm=V size=1p flags=0x200000                  -> EINVAL
memfd bit22 vm=V size=1p flags=0x400000                  -> EINVAL
memfd bit23 vm=V size=1p flags=0x800000                  -> EINVAL
memfd bit24 vm=V size=1p flags=0x1000000                 -> EINVAL
memfd bit25 vm=V size=1p flags=0x2000000                 -> EINVAL
memfd bit26 vm=V size=1p flags=0x4000000                 -> EINVAL
memfd bit27 vm=V size=1p flags=0x8000000                 -> EINVAL
memfd bit28 vm=V size=1p flags=0x10000000                -> EINVAL
memfd bit29 vm=V size=1p flags=0x20000000                -> EINVAL
memfd bit30 vm=V size=1p flags=0x40000000                -> EINVAL
memfd bit31 vm=V size=1p flags=0x80000000                -> EINVAL
memfd bit32 vm=V size=1p flags=0x100000000               -> EINVAL
memfd bit33 vm=V size=1p flags=0x200000000               -> EINVAL
memfd bit34 vm=V size=1p flags=0x400000000               -> EINVAL
memfd bit35 vm=V size=1p flags=0x800000000               -> EINVAL
memfd bit36 vm=V size=1p flags=0x1000000000              -> EINVAL
memfd bit37 vm=V size=1p flags=0x2000000000              -> EINVAL
memfd bit38 vm=V size=1p flags=0x4000000000              -> EINVAL
memfd bit39 vm=V size=1p flags=0x8000000000              -> EINVAL
memfd bit40 vm=V size=1p flags=0x10000000000             -> EINVAL
memfd bit41 vm=V size=1p flags=0x20000000000             -> EINVAL
memfd bit42 vm=V size=1p flags=0x40000000000             -> EINVAL
memfd bit43 vm=V size=1p flags=0x80000000000             -> EINVAL
memfd bit44 vm=V size=1p flags=0x100000000000            -> EINVAL
memfd bit45 vm=V size=1p flags=0x200000000000            -> EINVAL
memfd bit46 vm=V size=1p flags=0x400000000000            -> EINVAL
memfd bit47 vm=V size=1p flags=0x800000000000            -> EINVAL
memfd bit48 vm=V size=1p flags=0x1000000000000           -> EINVAL
memfd bit49 vm=V size=1p flags=0x2000000000000           -> EINVAL
memfd bit50 vm=V size=1p flags=0x4000000000000           -> EINVAL
memfd bit51 vm=V size=1p flags=0x8000000000000           -> EINVAL
memfd bit52 vm=V size=1p flags=0x10000000000000          -> EINVAL
memfd bit53 vm=V size=1p flags=0x20000000000000          -> EINVAL
memfd bit54 vm=V size=1p flags=0x40000000000000          -> EINVAL
memfd bit55 vm=V size=1p flags=0x80000000000000          -> EINVAL
memfd bit56 vm=V size=1p flags=0x100000000000000         -> EINVAL
memfd bit57 vm=V size=1p flags=0x200000000000000         -> EINVAL
memfd bit58 vm=V size=1p flags=0x400000000000000         -> EINVAL
memfd bit59 vm=V size=1p flags=0x800000000000000         -> EINVAL
memfd bit60 vm=V size=1p flags=0x1000000000000000        -> EINVAL
memfd bit61 vm=V size=1p flags=0x2000000000000000        -> EINVAL
memfd bit62 vm=V size=1p flags=0x4000000000000000        -> EINVAL
memfd bit63 vm=V size=1p flags=0x8000000000000000        -> EINVAL

# F: flags 0. create_guest_memfd_multiple and _invalid_sizes: two files of one and of two
# pages; golden.sh has the other sizes.
memfd Fone vm=V size=1p                                  -> 0
fstat Fone                                               -> size=4K
memfd Ftwo vm=V size=2p                                  -> 0
fstat Ftwo                                               -> size=8K
fstat Fone                                               -> size=4K
close Ftwo                                               -> 0
close Fone                                               -> 0
memfd Fodd1 vm=V size=1                                  -> EINVAL
memfd Fodd2 vm=V size=4095                               -> EINVAL
# file_read_write, file_size
memfd F vm=V size=4p                                     -> 0
read F off=0 len=64                                      -> ESPIPE
write F off=0 len=64                                     -> ESPIPE
fstat F                                                  -> size=16K blksize=4K
# mmap_not_supported
mmap FA memfd=F len=1p                                   -> ENODEV
mmap FB memfd=F len=4p                                   -> ENODEV
# fallocate
fallocate F off=0 len=4p mode=keep_size                  -> 0
fallocate F off=4095 len=1p mode=keep_size|punch_hole    -> EINVAL
fallocate F off=4p len=1p mode=keep_size                 -> EINVAL
fallocate F off=5p len=1p mode=keep_size                 -> EINVAL
fallocate F off=4p len=1p mode=keep_size|punch_hole      -> 0
fallocate F off=5p len=1p mode=keep_size|punch_hole      -> 0
fallocate F off=1p len=4095 mode=keep_size|punch_hole    -> EINVAL
fallocate F off=1p len=1p mode=keep_size|punch_hole      -> 0
fallocate F off=1p len=1p mode=keep_size                 -> 0
# invalid_punch_hole
fallocate F off=0 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate F off=0 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate F off=0 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate F off=1 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate F off=1 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate F off=1 len=4096 mode=keep_size|punch_hole     -> EINVAL
fallocate F off=1 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate F off=4096 len=1 mode=keep_size|punch_hole     -> EINVAL
fallocate F off=4096 len=4095 mode=keep_size|punch_hole  -> EINVAL
fallocate F off=4096 len=4097 mode=keep_size|punch_hole  -> EINVAL
resident F                                               -> pages=0,1,2,3
close F                                                  -> 0

# G: flags 1. create_guest_memfd_multiple and _invalid_sizes: two files of one and of two
# pages; golden.sh has the other sizes.
memfd Gone vm=V size=1p                                  -> 0
fstat Gone                                               -> size=4K
memfd Gtwo vm=V size=2p                                  -> 0
fstat Gtwo                                               -> size=8K
fstat Gone                                               -> size=4K
close Gtwo                                               -> 0
close Gone                                               -> 0
memfd Godd1 vm=V size=1 flags=mmap                       -> EINVAL
memfd Godd2 vm=V size=4095 flags=mmap                    -> EINVAL
# file_read_write, file_size
memfd G vm=V size=4p flags=mmap                          -> 0
read G off=0 len=64                                      -> ESPIPE
write G off=0 len=64                                     -> ESPIPE
fstat G                                                  -> size=16K blksize=4K
# fault_private
mmap GH memfd=G len=4p                                   -> 0
store GH 0xaaaaaaaaaaaaaaaa                              -> SIGBUS
load GH                                                  -> SIGBUS
munmap GH                                                -> 0
# mmap_cow
mmap GW memfd=G len=4p flags=private                     -> EINVAL
# fallocate
fallocate G off=0 len=4p mode=keep_size                  -> 0
fallocate G off=4095 len=1p mode=keep_size|punch_hole    -> EINVAL
fallocate G off=4p len=1p mode=keep_size                 -> EINVAL
fallocate G off=5p len=1p mode=keep_size                 -> EINVAL
fallocate G off=4p len=1p mode=keep_size|punch_hole      -> 0
fallocate G off=5p len=1p mode=keep_size|punch_hole      -> 0
fallocate G off=1p len=4095 mode=keep_size|punch_hole    -> EINVAL
fallocate G off=1p len=1p mode=keep_size|punch_hole      -> 0
fallocate G off=1p len=1p mode=keep_size                 -> 0
# invalid_punch_hole
fallocate G off=0 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate G off=0 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate G off=0 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate G off=1 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate G off=1 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate G off=1 len=4096 mode=keep_size|punch_hole     -> EINVAL
fallocate G off=1 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate G off=4096 len=1 mode=keep_size|punch_hole     -> EINVAL
fallocate G off=4096 len=4095 mode=keep_size|punch_hole  -> EINVAL
fallocate G off=4096 len=4097 mode=keep_size|punch_hole  -> EINVAL
resident G                                               -> pages=0,1,2,3
close G                                                  -> 0

# S: flags 3. create_guest_memfd_multiple and _invalid_sizes: two files of one and of two
# pages; golden.sh has the other sizes.
memfd Sone vm=V size=1p                                  -> 0
fstat Sone                                               -> size=4K
memfd Stwo vm=V size=2p                                  -> 0
fstat Stwo                                               -> size=8K
fstat Sone                                               -> size=4K
close Stwo                                               -> 0
close Sone                                               -> 0
memfd Sodd1 vm=V size=1 flags=mmap|init_shared           -> EINVAL
memfd Sodd2 vm=V size=4095 flags=mmap|init_shared        -> EINVAL
# file_read_write, file_size
memfd S vm=V size=4p flags=mmap|init_shared              -> 0
read S off=0 len=64                                      -> ESPIPE
write S off=0 len=64                                     -> ESPIPE
fstat S                                                  -> size=16K blksize=4K
# mmap_supported
mmap SH memfd=S len=4p                                   -> 0
store SH 0xaaaaaaaaaaaaaaaa                              -> ok
store SH+0xff8 0xaaaaaaaaaaaaaaaa                        -> ok
store SH+0x1000 0xaaaaaaaaaaaaaaaa                       -> ok
store SH+0x1ff8 0xaaaaaaaaaaaaaaaa                       -> ok
store SH+0x2000 0xaaaaaaaaaaaaaaaa                       -> ok
store SH+0x2ff8 0xaaaaaaaaaaaaaaaa                       -> ok
store SH+0x3000 0xaaaaaaaaaaaaaaaa                       -> ok
store SH+0x3ff8 0xaaaaaaaaaaaaaaaa                       -> ok
load SH                                                  -> 0xaaaaaaaaaaaaaaaa
load SH+0xff8                                            -> 0xaaaaaaaaaaaaaaaa
load SH+0x1000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x1ff8                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x2000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x2ff8                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x3000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x3ff8                                           -> 0xaaaaaaaaaaaaaaaa
fallocate S off=0 len=1p mode=keep_size|punch_hole       -> 0
load SH                                                  -> 0
load SH+0xff8                                            -> 0
load SH+0x1000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x1ff8                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x2000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x2ff8                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x3000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x3ff8                                           -> 0xaaaaaaaaaaaaaaaa
store SH 0xaaaaaaaaaaaaaaaa                              -> ok
store SH+0xff8 0xaaaaaaaaaaaaaaaa                        -> ok
load SH                                                  -> 0xaaaaaaaaaaaaaaaa
load SH+0xff8                                            -> 0xaaaaaaaaaaaaaaaa
load SH+0x1000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x1ff8                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x2000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x2ff8                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x3000                                           -> 0xaaaaaaaaaaaaaaaa
load SH+0x3ff8                                           -> 0xaaaaaaaaaaaaaaaa
munmap SH                                                -> 0
# fault_overflow: a mapping of four times the file
memfd Sover vm=V size=4p flags=mmap|init_shared          -> 0
mmap SO memfd=Sover len=16p                              -> 0
store SO 0xaaaaaaaaaaaaaaaa                              -> ok
store SO+1p 0xaaaaaaaaaaaaaaaa                           -> ok
store SO+2p 0xaaaaaaaaaaaaaaaa                           -> ok
store SO+3p 0xaaaaaaaaaaaaaaaa                           -> ok
store SO+4p 0xaaaaaaaaaaaaaaaa                           -> SIGBUS
load SO+4p                                               -> SIGBUS
load SO                                                  -> 0xaaaaaaaaaaaaaaaa
load SO+1p                                               -> 0xaaaaaaaaaaaaaaaa
load SO+2p                                               -> 0xaaaaaaaaaaaaaaaa
load SO+3p                                               -> 0xaaaaaaaaaaaaaaaa
munmap SO                                                -> 0
# collapse
memfd Shuge vm=V size=2M flags=mmap|init_shared          -> 0
mmap SC memfd=Shuge len=2M                               -> 0
madvise SC populate_read                                 -> 0
madvise SC hugepage                                      -> 0
madvise SC collapse                                      -> EINVAL
madvise SC dontneed                                      -> 0
load SC                                                  -> 0
munmap SC                                                -> 0
# mmap_cow
mmap SW memfd=S len=4p flags=private                     -> EINVAL
# fallocate
fallocate S off=0 len=4p mode=keep_size                  -> 0
fallocate S off=4095 len=1p mode=keep_size|punch_hole    -> EINVAL
fallocate S off=4p len=1p mode=keep_size                 -> EINVAL
fallocate S off=5p len=1p mode=keep_size                 -> EINVAL
fallocate S off=4p len=1p mode=keep_size|punch_hole      -> 0
fallocate S off=5p len=1p mode=keep_size|punch_hole      -> 0
fallocate S off=1p len=4095 mode=keep_size|punch_hole    -> EINVAL
fallocate S off=1p len=1p mode=keep_size|punch_hole      -> 0
fallocate S off=1p len=1p mode=keep_size                 -> 0
# invalid_punch_hole
fallocate S off=0 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate S off=0 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate S off=0 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate S off=1 len=1 mode=keep_size|punch_hole        -> EINVAL
fallocate S off=1 len=4095 mode=keep_size|punch_hole     -> EINVAL
fallocate S off=1 len=4096 mode=keep_size|punch_hole     -> EINVAL
fallocate S off=1 len=4097 mode=keep_size|punch_hole     -> EINVAL
fallocate S off=4096 len=1 mode=keep_size|punch_hole     -> EINVAL
fallocate S off=4096 len=4095 mode=keep_size|punch_hole  -> EINVAL
fallocate S off=4096 len=4097 mode=keep_size|punch_hole  -> EINVAL
resident S                                               -> pages=0,1,2,3
close S                                                  -> 0

# guest_memfd_guest: the guest finds what the host wrote through a mapping that is gone, and
# the host what the guest wrote.
vm R                                                     -> 0
vcpu R.0                                                 -> 0
check_extension R GUEST_MEMFD_FLAGS                      -> 3
memfd X vm=R size=1p flags=mmap|init_shared              -> 0
slot R:1 gpa=0x100000000 size=1p hva=none memfd=X        -> 0
mmap Xh memfd=X len=1p                                   -> 0
store Xh 0xaaaaaaaaaaaaaaaa                              -> ok
store Xh+0x800 0xaaaaaaaaaaaaaaaa                        -> ok
store Xh+0xff8 0xaaaaaaaaaaaaaaaa                        -> ok
munmap Xh                                                -> 0
guest R.0 read 0x100000000                               -> 0xaaaaaaaaaaaaaaaa
guest R.0 read 0x100000800                               -> 0xaaaaaaaaaaaaaaaa
guest R.0 read 0x100000ff8                               -> 0xaaaaaaaaaaaaaaaa
guest R.0 write 0x100000000 0xffffffffffffffff           -> ok
guest R.0 write 0x100000800 0xffffffffffffffff           -> ok
guest R.0 write 0x100000ff8 0xffffffffffffffff           -> ok
mmap Xi memfd=X len=1p                                   -> 0
load Xi                                                  -> 0xffffffffffffffff
load Xi+0x800                                            -> 0xffffffffffffffff
load Xi+0xff8                                            -> 0xffffffffffffffff
invariants                                               -> ok
