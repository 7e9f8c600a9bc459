# ARM-PKVM-4, ARM-PKVM-5: nobody refuses the binding, and nobody looks at it. What lies at
# userspace_addr is the guest's memory; the file's own mapping there is EIO. A hole unmaps
# nothing. Invariants make an exception, unless they are told not to.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
memfd M vm=P size=4p flags=mmap|init_shared          -> 0
mmap F memfd=M len=4p                                -> 0
store F 0x11                                         -> ok
mmap H anon len=4p                                   -> 0
store H 0x22                                         -> ok
slot P:0 gpa=0x100000 size=2p memfd=M hva=H          -> 0
slot P:1 gpa=0x200000 size=2p memfd=M off=2p hva=F+2p -> 0
guest P.0 read 0x100000                              -> 0x22
guest P.0 read 0x200000                              -> EIO
fallocate M off=0 len=1p mode=keep_size|punch_hole   -> 0
guest P.0 read 0x100000                              -> 0x22
close M                                              -> 0
guest P.0 read 0x100000                              -> 0x22
invariants                                           -> ok
