# DIRTY-4, DIRTY-5, DIRTY-8: with KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 the log is only looked at,
# and the pages that userspace then names are cleared and made read-only.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --pml=1 --vendor=amd --tdp-mmu=0 --ad-bits=0 --tlb=1

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=100p                                  -> 0
check_extension A MANUAL_DIRTY_LOG_PROTECT2           -> 3
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=2          -> EINVAL
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=4          -> EINVAL
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=5          -> EINVAL
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=1          -> 0
slot A:0 gpa=0x100000 size=100p hva=H flags=log_dirty -> 0

guest A.0 write 0x101000 1                            -> ok
guest A.0 write 0x103000 1                            -> ok
guest A.0 write 0x141000 1                            -> ok
dirty_log A:0                                         -> pages=1,3,65
dirty_log A:0                                         -> pages=1,3,65
guest A.0 write 0x103000 2                            -> ok
dirty_log A:0                                         -> pages=1,3,65

# Of 64 pages those in the mask; a page that is clean stays as it is.
clear_dirty_log A:0 first=0 npages=64 mask=0x15       -> 0
dirty_log A:0                                         -> pages=1,3,65
clear_dirty_log A:0 first=0 npages=64 mask=0x2        -> 0
dirty_log A:0                                         -> pages=3,65
guest A.0 write 0x101000 3                            -> ok
dirty_log A:0                                         -> pages=1,3,65
clear_dirty_log A:0 first=64 npages=36                -> 0
dirty_log A:0                                         -> pages=1,3
clear_dirty_log A:0 npages=100                        -> 0
dirty_log A:0                                         -> pages=
guest A.0 write 0x103000 4                            -> ok
guest A.0 write 0x141000 4                            -> ok
dirty_log A:0                                         -> pages=3,65

# Without it again, fetching the log clears it.
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=0          -> 0
dirty_log A:0                                         -> pages=3,65
dirty_log A:0                                         -> pages=
guest A.0 write 0x141000 5                            -> ok
clear_dirty_log A:0 npages=100                        -> 0
dirty_log A:0                                         -> pages=
guest A.0 write 0x141000 6                            -> ok
dirty_log A:0                                         -> pages=65
invariants                                            -> ok
