# The flow of the kernel's selftest guest_memfd_test, type sw_protected, before files had flags. A line
# above each part names the function of the test. Its parts about NUMA are elsewhere.
# No flag is offered. A file can be made for any VM, though only one with private memory
# has the capability.
# profiles: 6.8 6.12 6.16
profile 6.16

vm V type=sw_protected                                   -> 0
check_extension V GUEST_MEMFD                            -> 1
check_extension V GUEST_MEMFD_FLAGS                      -> 0

# guest_memfd_flags: each bit that the capability reports is accepted alone, no other is.
memfd bit0 vm=V size=1p flags=0x1                        -> EINVAL
memfd bit1 vm=V size=1p flags=0x2                        -> EINVAL
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
invariants                                               -> ok
