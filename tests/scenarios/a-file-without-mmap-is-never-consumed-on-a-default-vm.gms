# CONSUME-4: nothing is private on such a VM, so every access goes to userspace_addr
# and the file stays empty. INIT_SHARED makes no difference. Measured.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=8p                                  -> 0
store H 0xa0a0                                      -> ok
memfd F0 vm=A size=4p                               -> 0
memfd F2 vm=A size=4p flags=init_shared             -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=F0        -> 0
slot A:1 gpa=0x200000 size=4p hva=H+4p memfd=F2     -> 0
guest A.0 read 0x100000                             -> 0xa0a0
guest A.0 write 0x200000 0x777                      -> ok
load H+4p                                           -> 0x777
resident F0                                         -> pages=
resident F2                                         -> pages=

# A hole in the file is no hole in the guest's memory.
fallocate F2 off=0 len=4p mode=keep_size|punch_hole -> 0
guest A.0 read 0x200000                             -> 0x777

# Without userspace_addr there is nothing to map: EFAULT, and no exit (EXIT-5).
memfd G vm=A size=4p                                -> 0
slot A:2 gpa=0x300000 size=4p memfd=G               -> 0
guest A.0 read 0x300000                             -> EFAULT
resident G                                          -> pages=
invariants                                          -> ok
