# DIRTY-3, X86-FAULT-9: reading the log clears it and takes the right to write; the next
# write gets it back and is logged again. guest_memfd slots have no log (CONSUME-10).
# profiles: 6.18 7.2 7.3
# worlds: - --vendor=amd --ad-bits=0

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4p                                  -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
slot A:0 gpa=0x100000 size=4p hva=H flags=log_dirty -> 0
slot A:1 gpa=0x200000 size=4p memfd=M               -> 0
slot A:2 gpa=0x300000 size=4p hva=H                 -> 0

guest A.0 write 0x101000 1                          -> ok
guest A.0 write 0x103000 1                          -> ok
guest A.0 read 0x102000                             -> 0
dirty_log A:0                                       -> pages=1,3
dirty_log A:0                                       -> pages=
guest A.0 write 0x101008 2                          -> ok
guest A.0 read 0x103000                             -> 1
dirty_log A:0                                       -> pages=1

dirty_log A:1                                       -> ENOENT
dirty_log A:2                                       -> ENOENT
dirty_log A:3                                       -> ENOENT
dirty_log A:32764                                   -> EINVAL
invariants                                          -> ok
