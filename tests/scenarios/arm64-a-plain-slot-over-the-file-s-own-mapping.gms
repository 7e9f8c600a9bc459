# ARM-USER-16: memory like any other: by pages, read-only or logged, poison is a SIGBUS. Without
# INIT_SHARED the process cannot reach it, nor the guest.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
memfd N vm=A size=4p flags=mmap                       -> 0
mmap H memfd=M len=4p                                 -> 0
mmap K memfd=N len=4p                                 -> 0
slot A:0 gpa=0x100000 size=4p hva=H flags=log_dirty   -> 0
slot A:1 gpa=0x200000 size=4p hva=K                   -> 0
slot A:2 gpa=0x300000 size=4p hva=H flags=readonly    -> 0
guest A.0 write 0x101000 5                            -> ok
where A 0x101000                                      -> hva=H+0x1000 level=4K
dirty_log A:0                                         -> pages=1
guest A.0 read 0x301000                               -> 5
guest A.0 write 0x301000 6                            -> MMIO
guest A.0 read 0x200000                               -> EFAULT
poison M off=1p
guest A.0 read 0x101000                               -> SIGBUS code=BUS_MCEERR_AR
fallocate M off=1p len=1p mode=keep_size|punch_hole   -> 0
