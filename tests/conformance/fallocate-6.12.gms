# fallocate on a guest_memfd, before it could be mapped.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file, on a VM of the default type, which cannot bind a
# file. "case:" names the case as that program prints it, F3 included; the line below it
# is the case.
#
# profiles: 6.12 6.16

vm A                                                                                  -> 0
memfd F0 vm=A size=0x10000                                                            -> 0
memfd F3 vm=A size=0x10000                                                            -> 0

# case: fallocate.F0(0,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=0                                                -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=0                                                -> EOPNOTSUPP
# case: fallocate.F0(KEEP,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size                                        -> 0
fallocate F3 off=0x0 len=0x1000 mode=keep_size                                        -> 0
# case: fallocate.F0(KEEP|PUNCH,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|punch_hole                             -> 0
fallocate F3 off=0x0 len=0x1000 mode=keep_size|punch_hole                             -> 0
fallocate F3 off=0x0 len=0x1000 mode=no_hide_stale                                    -> EOPNOTSUPP
# case: fallocate.F0(KEEP|NO_HIDE_STALE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|no_hide_stale                          -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=keep_size|no_hide_stale                          -> EOPNOTSUPP
# case: fallocate.F0(COLLAPSE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=collapse_range                                   -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=collapse_range                                   -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=zero_range                                       -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=keep_size|zero_range                             -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=insert_range                                     -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=unshare_range                                    -> EOPNOTSUPP
# case: fallocate.F0(KEEP|UNSHARE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|unshare_range                          -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=keep_size|unshare_range                          -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=write_zeroes                                     -> EOPNOTSUPP
# case: fallocate.F0(KEEP|WRITE_ZEROES,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|write_zeroes                           -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=keep_size|write_zeroes                           -> EOPNOTSUPP
# case: fallocate.F0(KEEP|COLLAPSE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|collapse_range                         -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=keep_size|collapse_range                         -> EOPNOTSUPP
# case: fallocate.F0(0x40000000,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=0x40000000                                       -> EOPNOTSUPP
fallocate F3 off=0x0 len=0x1000 mode=keep_size|0x40000000                             -> EOPNOTSUPP

# case: fallocate.F3(KEEP,0x0,0x0)
fallocate F3 off=0x0 len=0x0 mode=keep_size                                           -> EINVAL
# case: fallocate.F3(KEEP,0x0,0x1)
fallocate F3 off=0x0 len=0x1 mode=keep_size                                           -> EINVAL
# case: fallocate.F3(KEEP,0x0,0xfff)
fallocate F3 off=0x0 len=0xfff mode=keep_size                                         -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x0,0xfff)
fallocate F3 off=0x0 len=0xfff mode=keep_size|punch_hole                              -> EINVAL
# case: fallocate.F3(KEEP,0x0,0x1001)
fallocate F3 off=0x0 len=0x1001 mode=keep_size                                        -> EINVAL
# case: fallocate.F3(KEEP,0x1,0x1)
fallocate F3 off=0x1 len=0x1 mode=keep_size                                           -> EINVAL
# case: fallocate.F3(KEEP,0x1,0x1000)
fallocate F3 off=0x1 len=0x1000 mode=keep_size                                        -> EINVAL
# case: fallocate.F3(KEEP,0x800,0x800)
fallocate F3 off=0x800 len=0x800 mode=keep_size                                       -> EINVAL
# case: fallocate.F3(KEEP,0x1000,0xfff)
fallocate F3 off=0x1000 len=0xfff mode=keep_size                                      -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x1000,0xfff)
fallocate F3 off=0x1000 len=0xfff mode=keep_size|punch_hole                           -> EINVAL

# case: fallocate.F3(KEEP,0x0,0x10000)
fallocate F3 off=0x0 len=0x10000 mode=keep_size                                       -> 0
# case: fallocate.F3(KEEP|PUNCH,0x0,0x10000)
fallocate F3 off=0x0 len=0x10000 mode=keep_size|punch_hole                            -> 0
# case: fallocate.F3(KEEP,0xf000,0x1000)
fallocate F3 off=0xf000 len=0x1000 mode=keep_size                                     -> 0
# case: fallocate.F3(KEEP|PUNCH,0xf000,0x1000)
fallocate F3 off=0xf000 len=0x1000 mode=keep_size|punch_hole                          -> 0
# case: fallocate.F3(KEEP,0xf000,0x2000)
fallocate F3 off=0xf000 len=0x2000 mode=keep_size                                     -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0xf000,0x2000)
fallocate F3 off=0xf000 len=0x2000 mode=keep_size|punch_hole                          -> 0
# case: fallocate.F3(KEEP|PUNCH,0x10000,0x1000)
fallocate F3 off=0x10000 len=0x1000 mode=keep_size|punch_hole                         -> 0
# case: fallocate.F3(KEEP,0x10000,0x0)
fallocate F3 off=0x10000 len=0x0 mode=keep_size                                       -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x11000,0x1000)
fallocate F3 off=0x11000 len=0x1000 mode=keep_size|punch_hole                         -> 0
# case: fallocate.F3(KEEP|PUNCH,0x0,0x11000)
fallocate F3 off=0x0 len=0x11000 mode=keep_size|punch_hole                            -> 0
# case: fallocate.F3(KEEP,0x0,0x20000)
fallocate F3 off=0x0 len=0x20000 mode=keep_size                                       -> EINVAL

# case: fallocate.F3(KEEP|PUNCH,0xffffffffffffffff,0x1000)
fallocate F3 off=0xffffffffffffffff len=0x1000 mode=keep_size|punch_hole              -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0xfffffffffffff000,0x1000)
fallocate F3 off=0xfffffffffffff000 len=0x1000 mode=keep_size|punch_hole              -> EINVAL
# case: fallocate.F3(KEEP,0x0,0xffffffffffffffff)
fallocate F3 off=0x0 len=0xffffffffffffffff mode=keep_size                            -> EINVAL
# case: fallocate.F3(KEEP,0x0,0xfffffffffffff000)
fallocate F3 off=0x0 len=0xfffffffffffff000 mode=keep_size                            -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x0,0xfffffffffffff000)
fallocate F3 off=0x0 len=0xfffffffffffff000 mode=keep_size|punch_hole                 -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x10000000000,0x1000)
fallocate F3 off=0x10000000000 len=0x1000 mode=keep_size|punch_hole                   -> 0
# case: fallocate.F3(KEEP,0x7ffffffffffff000,0x1000)
fallocate F3 off=0x7ffffffffffff000 len=0x1000 mode=keep_size                         -> EFBIG
# case: fallocate.F3(KEEP|PUNCH,0x7fffffffffffe000,0x1000)
fallocate F3 off=0x7fffffffffffe000 len=0x1000 mode=keep_size|punch_hole              -> 0
# case: fallocate.F3(KEEP,0x0,0x7ffffffffffff000)
fallocate F3 off=0x0 len=0x7ffffffffffff000 mode=keep_size                            -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x0,0x7ffffffffffff000)
fallocate F3 off=0x0 len=0x7ffffffffffff000 mode=keep_size|punch_hole                 -> 0
# case: fallocate.F3(KEEP,0x0,0x7fffffffffffffff)
fallocate F3 off=0x0 len=0x7fffffffffffffff mode=keep_size                            -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x0,0x7fffffffffffffff)
fallocate F3 off=0x0 len=0x7fffffffffffffff mode=keep_size|punch_hole                 -> EINVAL
# case: fallocate.F3(KEEP,0xffffffffffffffff,0xffffffffffffffff)
fallocate F3 off=0xffffffffffffffff len=0xffffffffffffffff mode=keep_size             -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0xffffffffffffffff,0xffffffffffffffff)
fallocate F3 off=0xffffffffffffffff len=0xffffffffffffffff mode=keep_size|punch_hole  -> EINVAL

# case: fallocate.F0(ZERO,0x1,0x1)
fallocate F0 off=0x1 len=0x1 mode=zero_range                                          -> EOPNOTSUPP
# case: fallocate.F0(0,EOF,0x1000)
fallocate F0 off=0x10000 len=0x1000 mode=0                                            -> EOPNOTSUPP

# Memory that stands in for the file keeps what it has, whatever the file's holes are.
memfd data vm=A size=0x10000                                    -> 0
mmap H anon len=0x10000 flags=shared                            -> 0
store H+0xff8 0xaaaaaaaaaaaaaaaa                                -> ok
store H+0x1000 0xaaaaaaaaaaaaaaaa                               -> ok
store H+0x2ff8 0xaaaaaaaaaaaaaaaa                               -> ok
store H+0x3000 0xaaaaaaaaaaaaaaaa                               -> ok
fallocate data off=0 len=0x10000 mode=keep_size                 -> 0
# case: fallocate.data.realloc_keeps_content
load H+0x1000                                                   -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.punch(0x1000,0x2000)
fallocate data off=0x1000 len=0x2000 mode=keep_size|punch_hole  -> 0
# case: fallocate.data.before_hole
load H+0xff8                                                    -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.hole_first
load H+0x1000                                                   -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.hole_last
load H+0x2ff8                                                   -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.after_hole
load H+0x3000                                                   -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.punch_again
fallocate data off=0x1000 len=0x2000 mode=keep_size|punch_hole  -> 0
# case: fallocate.data.rewrite_hole
store H+0x1000 0x5555555555555555                               -> ok
# case: fallocate.data.punch_everything
fallocate data off=0 len=0x10000 mode=keep_size|punch_hole      -> 0
# case: fallocate.data.after_punch_everything
load H+0x3000                                                   -> 0xaaaaaaaaaaaaaaaa

mmap C anon len=0x10000 flags=shared  -> 0
load C+5p                             -> 0
# case: fallocate.mincore_after_touching_page5
mincore C                             -> pages=5
