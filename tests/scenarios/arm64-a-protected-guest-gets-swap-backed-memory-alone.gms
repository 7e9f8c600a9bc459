# ARM-PKVM-3: EIO for the pages of files, a signal for poison, and ENOMEM before anything.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
vm A                                                 -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
mmap F memfd=M len=4p                                -> 0
slot P:0 gpa=0x100000 size=4p hva=F                  -> 0
guest P.0 read 0x100000                              -> EIO
resident M                                           -> pages=0

mmap H anon len=4p                                   -> 0
slot P:1 gpa=0x200000 size=4p hva=H                  -> 0
store H 1                                            -> ok
madvise H hwpoison off=0 len=1p                      -> 0 signal=BUS_MCEERR_AR
guest P.0 read 0x200000                              -> SIGBUS code=BUS_MCEERR_AR
guest P.0 write 0x201000 5                           -> ok
invariants                                           -> ok
