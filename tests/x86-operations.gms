# What every operation of x86 gives on every kernel: the newest release's answer stands after
# the arrow, and behind it, for each kernel that gives another, that one. VM types that a kernel
# lacks leave their name behind, so that what asks for them is EBADF.
#
# operations.sh makes a scenario of it for each profile.

# Types, capabilities. X86-VM-1, X86-VM-2, X86-VM-11
vm A                                                 -> 0
vm S type=sw_protected                               -> 0
vm V type=sev                                        -> 0     # 6.8: EINVAL
vm E type=sev_es                                     -> 0     # 6.8: EINVAL
vm N type=snp                                        -> 0     # 6.8: EINVAL
vm T type=tdx                                        -> 0     # 6.8 6.12: EINVAL
check_extension A GUEST_MEMFD                        -> 1     # 6.8 6.12 6.16: 0
check_extension S GUEST_MEMFD                        -> 1
check_extension S MEMORY_ATTRIBUTES                  -> 8
check_extension A MEMORY_ATTRIBUTES                  -> 0
check_extension S PRE_FAULT_MEMORY                   -> 1     # 6.8: 0
check_extension S GUEST_MEMFD_FLAGS                  -> 1     # 6.8 6.12 6.16 mmap-v14 6.18-rc: 0
check_extension A READONLY_MEM                       -> 1
check_extension E READONLY_MEM                       -> 0     # 6.8: EBADF
check_extension S MULTI_ADDRESS_SPACE                -> 1
check_extension A MULTI_ADDRESS_SPACE                -> 2
check_extension system VM_TYPES                      -> 63    # 6.8: 3; 6.12: 31
check_extension A EXIT_HYPERCALL                     -> 4096
check_extension A DISABLE_QUIRKS2                    -> 2047  # 6.8: 127; 6.12: 255; 6.16 mmap-v14 6.18-rc: 1023
enable_cap A EXIT_HYPERCALL arg=0x1000               -> 0
enable_cap A DISABLE_QUIRKS2 arg=0x80                -> 0     # 6.8: EINVAL
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=1         -> 0

# vCPUs and files. X86-VM-6
vcpu A.0                                             -> 0
vcpu S.0                                             -> 0
vcpu V.0                                             -> 0     # 6.8: EBADF
vcpu E.0                                             -> 0     # 6.8: EBADF
vcpu N.0                                             -> 0     # 6.8: EBADF
vcpu T.0                                             -> 0     # 6.8 6.12: EBADF
memfd P vm=S size=16p                                -> 0
memfd M vm=A size=16p flags=mmap|init_shared         -> 0     # 6.8 6.12 6.16 mmap-v14 6.18-rc: EINVAL
memfd L vm=N size=16p                                -> 0     # 6.8: EBADF
memfd K vm=T size=16p                                -> 0     # 6.8 6.12: EBADF
memfd Q vm=A size=16p                                -> 0
memfd X vm=S size=4p flags=mmap                      -> 0     # 6.8 6.12 6.16 mmap-v14 6.18-rc: EINVAL
memfd Y vm=S size=4p flags=init_shared               -> EINVAL
fallocate P off=0 len=2p mode=keep_size              -> 0
fallocate P off=1p len=1p mode=keep_size|punch_hole  -> 0

# Memory and slots. X86-VM-5, X86-VM-7, X86-VM-12, BIND-5
mmap H anon len=16p                                  -> 0
mmap G memfd=M len=16p                               -> 0     # 6.8 6.12 6.16 mmap-v14 6.18-rc: EBADF
store G 0x55                                         -> ok    # 6.8 6.12 6.16 mmap-v14 6.18-rc: SIGSEGV code=SEGV_MAPERR
load G                                               -> 0x55  # 6.8 6.12 6.16 mmap-v14 6.18-rc: SIGSEGV code=SEGV_MAPERR
store H 0x11                                         -> ok
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
slot A:1 gpa=0x200000 size=16p memfd=M               -> 0     # 6.8 6.12 6.16: EINVAL; mmap-v14 6.18-rc: EBADF
slot A:2 gpa=0x300000 size=4p hva=H+4p flags=readonly -> 0
slot A:3 gpa=0x400000 size=4p hva=H+8p flags=log_dirty -> 0
slot A:1.0 gpa=0x100000 size=4p hva=H                -> 0
slot S:0 gpa=0x100000 size=16p hva=H memfd=P         -> 0
slot S:1.0 gpa=0x100000 size=4p hva=H                -> EINVAL
slot E:0 gpa=0x100000 size=4p hva=H flags=readonly   -> EINVAL  # 6.8: EBADF
slot V:0 gpa=0x100000 size=4p hva=H                  -> 0     # 6.8: EBADF
slot N:0 gpa=0x100000 size=16p hva=H memfd=L         -> 0     # 6.8: EBADF
slot T:0 gpa=0x100000 size=16p hva=H memfd=K         -> 0     # 6.8 6.12: EBADF
slot A:4 gpa=0x500000 size=4p hva=H memfd=M off=0    -> EEXIST  # 6.8 6.12 6.16 6.18 6.19 7.0 7.1: EINVAL; mmap-v14 6.18-rc: EBADF

# Attributes, launch, prefault. X86-ATTR-1, X86-SNP-7, X86-TDX-11, X86-PREFAULT-2
attributes A gpa=0x100000 size=4p attrs=0            -> 0
attributes A gpa=0x100000 size=4p private            -> EINVAL
attributes S gpa=0x100000 size=2p private            -> 0
attributes N gpa=0x100000 size=4p private            -> 0     # 6.8: EBADF
attributes T gpa=0x100000 size=4p private            -> 0     # 6.8 6.12: EBADF
populate S gpa=0x100000 size=1p source=H             -> ENOTTY
populate N gpa=0x100000 size=1p source=H             -> 0 left=0 gpa=0x101000  # 6.8: EBADF
populate T gpa=0x100000 size=1p source=H             -> 0 left=0 gpa=0x101000  # 6.8 6.12: EBADF
populate T gpa=0x101000 size=1p                      -> EINVAL left=4K gpa=0x101000  # 6.8 6.12: EBADF; 6.16 6.18 6.19 mmap-v14 6.18-rc: EFAULT left=4K gpa=0x101000; 7.0 7.1 7.2: EOPNOTSUPP left=4K gpa=0x101000
finalize S                                           -> ENOTTY
finalize N                                           -> 0     # 6.8: EBADF
finalize T                                           -> 0     # 6.8 6.12: EBADF
prefault A.0 gpa=0x100000 size=1p                    -> 0 left=0 gpa=0x101000  # 6.8: EINVAL
prefault A.0 gpa=0x600000 size=1p                    -> ENOENT left=4K gpa=0x600000  # 6.8: EINVAL
prefault S.0 gpa=0x100000 size=2p                    -> 0 left=0 gpa=0x102000  # 6.8: EINVAL
prefault N.0 gpa=0x100000 size=1p                    -> 0 left=0 gpa=0x101000  # 6.8: EBADF
prefault T.0 gpa=0x100000 size=1p                    -> 0 left=0 gpa=0x101000  # 6.8 6.12: EBADF

# Guest accesses. X86-EXIT-3
guest A.0 read 0x100000                              -> 0x11 level=4K prot=rwx
guest A.0 write 0x100008 0x22                        -> ok level=4K prot=rwx
guest A.0 exec 0x101000                              -> ok level=4K prot=rx
guest A.0 xadd 0x100008 1                            -> 0x22 level=4K prot=rwx
guest A.0 out 0x10 0x1234                            -> IO port=0x10 len=4 write=1 data=0x1234
guest A.0 read 0x600000                              -> MMIO gpa=0x600000 len=8 write=0
guest A.0 exec 0x600000                              -> INTERNAL_ERROR suberror=1
guest A.0 write 0x300000 1                           -> MMIO gpa=0x300000 len=8 write=1
guest A.0 read 0x200000                              -> 0x55 level=4K prot=rwx  # 6.8 6.12 6.16 mmap-v14 6.18-rc: MMIO gpa=0x200000 len=8 write=0
guest A.0 write 0x400000 1                           -> ok level=4K prot=rwx
guest S.0 read 0x100000                              -> 0x0 level=4K prot=rwx
guest S.0 read 0x102000                              -> 0x0 level=4K prot=rx
guest S.0 read 0x102000 private                      -> MEMORY_FAULT gpa=0x102000 size=4K flags=private errno=EFAULT
guest S.0 read 0x700000                              -> MMIO gpa=0x700000 len=8 write=0
guest V.0 write 0x100000 0x33                        -> ok level=4K prot=rwx  # 6.8: EBADF
guest V.0 exec 0x700000                              -> RETRY  # 6.8: EBADF
guest E.0 read 0x700000                              -> MMIO gpa=0x700000 len=8 write=0  # 6.8: EBADF
guest N.0 read 0x100000 private                      -> 0x11 level=4K prot=rwx  # 6.8: EBADF
guest N.0 write 0x101000 0x44 private                -> ok level=4K prot=rwx  # 6.8: EBADF
guest N.0 read 0x105000 private                      -> MEMORY_FAULT gpa=0x105000 size=4K flags=private errno=EFAULT  # 6.8: EBADF
guest N.0 write 0x105000 0x45                        -> ok level=4K prot=rwx  # 6.8: EBADF
guest T.0 read 0x100000 private                      -> 0x11 level=4K prot=rwx  # 6.8 6.12: EBADF
guest T.0 write 0x102000 0x46 private                -> ok level=4K prot=rwx  # 6.8 6.12: EBADF
guest T.0 write 0x106000 0x47                        -> ok level=4K prot=rwx  # 6.8 6.12: EBADF
guest T.0 read 0x700000                              -> MMIO gpa=0x700000 len=8 write=0  # 6.8 6.12: EBADF
accept N.0 0x102000                                  -> 0     # 6.8: EBADF
accept T.0 0x103000                                  -> 0     # 6.8 6.12: EBADF

# KVM's own, conversions, dirty logs. X86-FAULT-37, X86-CONV-1, X86-DIRTY-1
kvm A.0 read 0x100000                                -> 0x33  # 6.8: 0x11
kvm A.0 write 0x100000 0x12                          -> ok
map_gpa_range A.0 gpa=0x100000 npages=1 private      -> HYPERCALL gpa=0x100000 npages=1 attributes=0x10
map_gpa_return A.0                                   -> 0
map_gpa_range S.0 gpa=0x100000 npages=1 private      -> ENOSYS
dirty_log A:3                                        -> pages=0
clear_dirty_log A:3 npages=4                         -> 0
dirty_log A:0                                        -> ENOENT
dirty_log S:0                                        -> ENOENT

# What happens outside of a guest. X86-TDP-13, X86-ZAP-6, X86-ZAP-7
age H                                                -> 1
age H test                                           -> 0
age H lazy                                           -> 0
reclaim H                                            -> 0
swap_out H+12p                                       -> 0
page_in A.0                                          -> 0
write_track A 0x101000                               -> 0
guest A.0 write 0x101000 0x77                        -> ok
write_track A 0x101000 stop                          -> 0
recover_nx A                                         -> 0
noncoherent_dma A                                    -> 0
noncoherent_dma A stop                               -> 0

# What only a simulator sees
where A 0x100000                                     -> unmapped
where S 0x100000                                     -> unmapped
resident P                                           -> pages=0,1  # 6.8: pages=0
resident M                                           -> pages=0  # 6.8 6.12 6.16 mmap-v14 6.18-rc: pages=
node P off=0                                         -> node=0

# Poison, deletion, the end. X86-FAULT-34, X86-ZAP-1
poison P off=0                                       -> EBUSY
guest S.0 read 0x100000                              -> MEMORY_FAULT gpa=0x100000 size=4K flags=private errno=EHWPOISON
guest S.0 read 0x101000                              -> 0x0 level=4K prot=rwx
slot S:0 delete                                      -> 0
guest S.0 read 0x101000                              -> MEMORY_FAULT gpa=0x101000 size=4K flags=private errno=EFAULT
slot A:0 delete                                      -> 0
slot A:1 delete                                      -> 0     # 6.8 6.12 6.16 mmap-v14 6.18-rc: EINVAL
close A.0                                            -> 0
close N                                              -> 0     # 6.8: EBADF
close T                                              -> 0     # 6.8 6.12: EBADF
close P                                              -> 0
guest S.0 read 0x101000                              -> MEMORY_FAULT gpa=0x101000 size=4K flags=private errno=EFAULT
invariants                                           -> ok
