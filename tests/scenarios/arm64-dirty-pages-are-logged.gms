# DIRTY-3, ARM-PGT-8, ARM-PGT-9 on arm64.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4p                                  -> 0
slot A:0 gpa=0x100000 size=4p hva=H flags=log_dirty -> 0
guest A.0 write 0x101000 1                          -> ok
guest A.0 read 0x102000                             -> 0
dirty_log A:0                                       -> pages=1
guest A.0 read 0x101000                             -> 1
dirty_log A:0                                       -> pages=
guest A.0 write 0x101000 2                          -> ok
guest A.0 write 0x102000 3                          -> ok
dirty_log A:0                                       -> pages=1,2
invariants                                          -> ok
