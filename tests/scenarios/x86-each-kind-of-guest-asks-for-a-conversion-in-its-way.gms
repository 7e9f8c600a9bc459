# X86-CONV-1, X86-CONV-3, X86-CONV-4: userspace sees the same exit; of a TD one for each 2 MiB.
# What userspace may answer differs.
# profiles: 6.16 6.18 7.2 7.3

vm A type=sw_protected                                   -> 0
vcpu A.0                                                 -> 0
enable_cap A EXIT_HYPERCALL arg=0x1000                   -> 0
map_gpa_range A.0 gpa=0x100000 npages=1536 private       -> HYPERCALL npages=1536
map_gpa_return A.0                                       -> 0
map_gpa_range A.0 gpa=0x100000 npages=1536 private       -> HYPERCALL
map_gpa_return A.0 ret=77                                -> 77

vm B type=snp                                            -> 0
vcpu B.0                                                 -> 0
map_gpa_range B.0 gpa=0x100000 npages=4 private cpl=3    -> ENOSYS
enable_cap B EXIT_HYPERCALL arg=0x1000                   -> 0
map_gpa_range B.0 gpa=0x100800 npages=4 private          -> EINVAL
map_gpa_range B.0 gpa=0x100000 npages=4 private cpl=3    -> HYPERCALL npages=4 attributes=0x10
map_gpa_return B.0 ret=11                                -> EAGAIN
map_gpa_range B.0 gpa=0x100000 npages=4 shared           -> HYPERCALL npages=4 attributes=0
map_gpa_return B.0 ret=77                                -> EINVAL
map_gpa_range B.0 gpa=0x100000 npages=4 shared           -> HYPERCALL
map_gpa_return B.0                                       -> 0

vm C type=tdx                                            -> 0
vcpu C.0                                                 -> 0
map_gpa_range C.0 gpa=0x100000 npages=4 private          -> ENOSYS
enable_cap C EXIT_HYPERCALL arg=0x1000                   -> 0
map_gpa_range C.0 gpa=0x7ffffffff000 npages=2 private    -> EINVAL
map_gpa_range C.0 gpa=0x100800 npages=2 private          -> EINVAL
map_gpa_range C.0 gpa=0x100000 npages=1025 shared        -> HYPERCALL gpa=0x100000 npages=512 attributes=0
map_gpa_return C.0                                       -> HYPERCALL gpa=0x300000 npages=512 attributes=0
map_gpa_return C.0                                       -> HYPERCALL gpa=0x500000 npages=1 attributes=0
map_gpa_return C.0                                       -> 0
map_gpa_range C.0 gpa=0x100000 npages=1025 private       -> HYPERCALL npages=512 attributes=0x10
map_gpa_return C.0 ret=22                                -> EINVAL
map_gpa_range C.0 gpa=0x100000 npages=1025 private       -> HYPERCALL npages=512
map_gpa_return C.0                                       -> HYPERCALL gpa=0x300000
map_gpa_return C.0 ret=11                                -> EAGAIN
map_gpa_range C.0 gpa=0x100000 npages=1 private          -> HYPERCALL npages=1
map_gpa_return C.0 ret=5                                 -> EINVAL
