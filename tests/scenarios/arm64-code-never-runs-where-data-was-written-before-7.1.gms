# ARM-GMEM-9, ARM-PGT-5: the page is mapped for data. The fetch is a permission fault,
# KVM maps the page once more, mapping does not touch an entry that differs in rights
# only, and the guest faults again, for ever. Here it is stopped, and RETRY says so.
# A page whose first touch is the fetch is fine.
# profiles: 6.18 6.19
profile 6.19
arch arm64

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
guest A.0 write 0x100000 0x11                       -> ok
guest A.0 exec 0x100000                             -> RETRY
guest A.0 read 0x100000                             -> 0x11
guest A.0 exec 0x101000                             -> ok
invariants                                          -> ok
