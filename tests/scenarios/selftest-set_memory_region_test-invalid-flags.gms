# The kernel's selftest set_memory_region_test, invalid_memory_region_flags: slot 0 of 2M
# at address 0, one flag at a time. LOG_DIRTY and READONLY are known to both ioctls,
# GUEST_MEMFD to the newer one.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                                      -> 0
slot P:0 gpa=0 size=2M flags=0x4 v1=1                       -> EINVAL
slot P:0 gpa=0 size=2M flags=0x8 v1=1                       -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x8                    -> EINVAL
slot P:0 gpa=0 size=2M flags=0x10 v1=1                      -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x10                   -> EINVAL
slot P:0 gpa=0 size=2M flags=0x20 v1=1                      -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x20                   -> EINVAL
slot P:0 gpa=0 size=2M flags=0x40 v1=1                      -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x40                   -> EINVAL
slot P:0 gpa=0 size=2M flags=0x80 v1=1                      -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x80                   -> EINVAL
slot P:0 gpa=0 size=2M flags=0x100 v1=1                     -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x100                  -> EINVAL
slot P:0 gpa=0 size=2M flags=0x200 v1=1                     -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x200                  -> EINVAL
slot P:0 gpa=0 size=2M flags=0x400 v1=1                     -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x400                  -> EINVAL
slot P:0 gpa=0 size=2M flags=0x800 v1=1                     -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x800                  -> EINVAL
slot P:0 gpa=0 size=2M flags=0x1000 v1=1                    -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x1000                 -> EINVAL
slot P:0 gpa=0 size=2M flags=0x2000 v1=1                    -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x2000                 -> EINVAL
slot P:0 gpa=0 size=2M flags=0x4000 v1=1                    -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x4000                 -> EINVAL
slot P:0 gpa=0 size=2M flags=0x8000 v1=1                    -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x8000                 -> EINVAL
slot P:0 gpa=0 size=2M flags=0x10000 v1=1                   -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x10000                -> EINVAL
slot P:0 gpa=0 size=2M flags=0x20000 v1=1                   -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x20000                -> EINVAL
slot P:0 gpa=0 size=2M flags=0x40000 v1=1                   -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x40000                -> EINVAL
slot P:0 gpa=0 size=2M flags=0x80000 v1=1                   -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x80000                -> EINVAL
slot P:0 gpa=0 size=2M flags=0x100000 v1=1                  -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x100000               -> EINVAL
slot P:0 gpa=0 size=2M flags=0x200000 v1=1                  -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x200000               -> EINVAL
slot P:0 gpa=0 size=2M flags=0x400000 v1=1                  -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x400000               -> EINVAL
slot P:0 gpa=0 size=2M flags=0x800000 v1=1                  -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x800000               -> EINVAL
slot P:0 gpa=0 size=2M flags=0x1000000 v1=1                 -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x1000000              -> EINVAL
slot P:0 gpa=0 size=2M flags=0x2000000 v1=1                 -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x2000000              -> EINVAL
slot P:0 gpa=0 size=2M flags=0x4000000 v1=1                 -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x4000000              -> EINVAL
slot P:0 gpa=0 size=2M flags=0x8000000 v1=1                 -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x8000000              -> EINVAL
slot P:0 gpa=0 size=2M flags=0x10000000 v1=1                -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x10000000             -> EINVAL
slot P:0 gpa=0 size=2M flags=0x20000000 v1=1                -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x20000000             -> EINVAL
slot P:0 gpa=0 size=2M flags=0x40000000 v1=1                -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x40000000             -> EINVAL
slot P:0 gpa=0 size=2M flags=0x80000000 v1=1                -> EINVAL
slot P:0 gpa=0 size=2M memfd=0 flags=0x80000000             -> EINVAL
memfd M vm=P size=2M                                        -> 0
slot P:0 gpa=0 size=2M memfd=M flags=log_dirty|guest_memfd  -> EINVAL
slot P:0 gpa=0 size=2M memfd=M flags=readonly|guest_memfd   -> EINVAL
slot P:0 gpa=0 size=2M memfd=M                              -> 0
invariants                                                  -> ok
