# DIRTY-1, DIRTY-2, DIRTY-6, DIRTY-7, DIRTY-10. Measured on Linux 6.18.44.
# profiles: 6.12 6.18 7.2 7.3

vm A                                                  -> 0
mmap H anon len=100p                                  -> 0
slot A:0 gpa=0 size=100p hva=H flags=log_dirty        -> 0
slot A:1 gpa=0x100000 size=100p hva=H                 -> 0

clear_dirty_log A:0 npages=100                        -> 0
clear_dirty_log A:0 npages=64                         -> 0
clear_dirty_log A:0 first=64 npages=36                -> 0
clear_dirty_log A:0 npages=0                          -> 0
clear_dirty_log A:0 npages=0 bitmap=none              -> 0
clear_dirty_log A:0 first=64 npages=37                -> EINVAL
clear_dirty_log A:0 first=64 npages=35                -> EINVAL
clear_dirty_log A:0 first=1 npages=64                 -> EINVAL
clear_dirty_log A:0 first=128 npages=0                -> EINVAL
clear_dirty_log A:0 npages=128                        -> EINVAL
clear_dirty_log A:0 npages=65 bitmap=none             -> EINVAL

clear_dirty_log A:1 npages=64                         -> ENOENT
clear_dirty_log A:1 first=1 npages=64                 -> EINVAL
clear_dirty_log A:1 npages=65                         -> ENOENT
clear_dirty_log A:9 npages=64                         -> ENOENT
clear_dirty_log A:9 first=1 npages=64                 -> EINVAL
clear_dirty_log A:2.1 npages=64                       -> EINVAL
clear_dirty_log A:0x7fff npages=64                    -> EINVAL
clear_dirty_log A:0 npages=64 bitmap=none             -> EFAULT
dirty_log A:0 bitmap=none                             -> EFAULT
dirty_log A:0 bitmap=8                                -> EFAULT
