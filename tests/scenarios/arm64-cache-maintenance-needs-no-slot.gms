# ARM-ESR-9, ARM-ABORT-12: DC by address where no slot is does nothing; in a read-only
# slot DC IVAC, which needs the right to write, is neither MMIO nor skipped.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
guest A.0 read 0x100000 cm                           -> ok
guest A.0 write 0x100000 cm                          -> ok
where A 0x100000                                     -> unmapped

mmap H anon len=1p                                   -> 0
store H 0x77                                         -> ok
slot A:0 gpa=0x100000 size=1p hva=H flags=readonly   -> 0
guest A.0 write 0x100000 cm                          -> ENOSYS
# KVM sees a write (WnR is always 1) even where only a translation is missing.
guest A.0 read 0x100000 cm                           -> ENOSYS
guest A.0 read 0x100000                              -> 0x77
guest A.0 read 0x100000 cm                           -> ok

# guest_memfd is mapped as for any write, and keeps its content.
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:1 gpa=0x200000 size=4p memfd=M                -> 0
guest A.0 write 0x200000 9                           -> ok
guest A.0 write 0x200000 cm                          -> ok
guest A.0 read 0x200000                              -> 9
guest A.0 read 0x201000 cm                           -> ok
where A 0x201000                                     -> memfd=M page=1 prot=rw
