# DIRTY-10: the log was forgotten when its bitmap could not be copied out (measured on
# Linux 6.18.44); with manual protection it was not. A bitmap is copied in whole first.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --arch=arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=100p                                  -> 0
mmap B anon len=2p                                    -> 0
slot A:0 gpa=0x80000000 size=100p hva=H flags=log_dirty -> 0
guest A.0 write 0x80001000 1                          -> ok
guest A.0 write 0x80040000 1                          -> ok
dirty_log A:0 bitmap=none                             -> EFAULT
dirty_log A:0 bitmap=B                                -> pages=
load B                                                -> 0

guest A.0 write 0x80001000 2                          -> ok
guest A.0 write 0x80041000 2                          -> ok
dirty_log A:0 bitmap=B+0xffd                          -> pages=1,65
load B+0xff8                                          -> 0x20000000000
load B+0x1000                                         -> 0x20000000000

enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=1          -> 0
guest A.0 write 0x80001000 3                          -> ok
guest A.0 write 0x80041000 3                          -> ok
dirty_log A:0 bitmap=none                             -> EFAULT
dirty_log A:0                                         -> pages=1,65
store B+0xff8 0x20000000000                           -> ok
munmap B off=1p len=1p                                -> 0
clear_dirty_log A:0 npages=100 bitmap=B+0xffd         -> EFAULT
dirty_log A:0                                         -> pages=1,65
clear_dirty_log A:0 npages=64 bitmap=B+0xff8          -> 0
dirty_log A:0                                         -> pages=1,65
store B+0xff8 2                                       -> ok
clear_dirty_log A:0 npages=64 bitmap=B+0xff8          -> 0
dirty_log A:0                                         -> pages=65

# The structure in memory: slot and number of pages, first page, where the bitmap is.
store B+0x100 0x2400000000                            -> ok
store B+0x108 64                                      -> ok
mmap C anon len=1p addr=0x10000 flags=private|fixed   -> 0
store B+0x110 0x10000                                 -> ok
store C 2                                             -> ok
clear_dirty_log A:0 argp=B+0x100                      -> 0
dirty_log A:0                                         -> pages=
clear_dirty_log A:0 argp=none                         -> EFAULT
invariants                                            -> ok
