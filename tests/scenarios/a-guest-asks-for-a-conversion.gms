# X86-CONV-1, X86-CONV-2: a guest whose accesses follow the attribute can only ask for
# another one. KVM passes that on, if userspace wants it, and changes nothing itself.
# profiles: 6.8 6.12 6.18 7.2 7.3

vm P type=sw_protected                                     -> 0
vcpu P.0                                                   -> 0
mmap H anon len=4p                                         -> 0
memfd M vm=P size=4p                                       -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0

# What the guest gets in its register, without an exit.
map_gpa_range P.0 gpa=0x100000 npages=1 private            -> ENOSYS
map_gpa_range P.0 gpa=0x100000 npages=1 private cpl=3      -> EPERM

check_extension P EXIT_HYPERCALL                           -> 0x1000
enable_cap P EXIT_HYPERCALL arg=0x3000                     -> EINVAL
enable_cap P EXIT_HYPERCALL arg=0x1000                     -> 0
map_gpa_range P.0 gpa=0x100000 npages=1 private cpl=3      -> EPERM
map_gpa_range P.0 gpa=0x100800 npages=1 private            -> EINVAL
map_gpa_range P.0 gpa=0x100000 npages=0 private            -> EINVAL
map_gpa_range P.0 gpa=0xfffffffffffff000 npages=0xfff0000000000001 private -> EINVAL

guest P.0 write 0x100000 0x11                              -> ok
map_gpa_range P.0 gpa=0x100000 npages=1 private            -> HYPERCALL gpa=0x100000 npages=1 attributes=0x10
guest P.0 read 0x100000                                    -> 0x11
attributes P gpa=0x100000 size=1p private                  -> 0
guest P.0 read 0x100000                                    -> 0
map_gpa_range P.0 gpa=0x100000 npages=1 shared             -> HYPERCALL npages=1 attributes=0
attributes P gpa=0x100000 size=1p shared                   -> 0
guest P.0 read 0x100000                                    -> 0x11

enable_cap P EXIT_HYPERCALL arg=0                          -> 0
map_gpa_range P.0 gpa=0x100000 npages=1 private            -> ENOSYS
