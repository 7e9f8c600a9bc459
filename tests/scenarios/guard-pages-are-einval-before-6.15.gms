# GUARD-1: the advice does not exist yet.
# profiles: 6.8 6.12
profile 6.12

mmap H anon len=4p                            -> 0
madvise H guard_install                       -> EINVAL
madvise H guard_remove                        -> EINVAL
