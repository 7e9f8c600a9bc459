# ARM-INVAL-9, ARM-PGT-9, ARM-AF-1: the page stays mapped, its entry is old. Also of
# guest_memfd, through what lies at userspace_addr.
# profiles: 6.18 7.2 7.3
# worlds: - --tlb=1
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=4p                                   -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
age H                                                -> 0
guest A.0 write 0x100000 5                           -> ok
age H+4K                                             -> 0
age H                                                -> 1
age H                                                -> 0
where A 0x100000                                     -> hva=H prot=rw
guest A.0 read 0x100000                              -> 5
age H                                                -> 1

memfd M vm=A size=4p flags=mmap|init_shared          -> 0
mmap K memfd=M len=4p                                -> 0
slot A:1 gpa=0x200000 size=4p memfd=M hva=K          -> 0
guest A.0 write 0x200000 6                           -> ok
age K                                                -> 1
guest A.0 read 0x200000                              -> 6
