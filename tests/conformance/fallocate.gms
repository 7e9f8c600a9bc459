# fallocate on a guest_memfd file: which calls are accepted, and what a hole does.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18.44 and 7.2.13 on
# x86-64 gave the same answer to every case in this file. "case:" names the case
# as that program prints it; the line below it is the case.
#
# F0 and F3 are files of 16 pages (0x10000 bytes) with create flags 0 and
# MMAP|INIT_SHARED.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                               -> 0
memfd F0 vm=A size=0x10000                         -> 0
memfd F3 vm=A size=0x10000 flags=mmap|init_shared  -> 0

# Modes, on the first page (FALLOC-2, FALLOC-4, FALLOC-5). guest_memfd knows two:
# KEEP_SIZE allocates, KEEP_SIZE|PUNCH_HOLE punches. Everything else, mode 0
# included, is EOPNOTSUPP, whether the VFS says so or the file itself.

# case: fallocate.F0(0,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=0                         -> EOPNOTSUPP
# case: fallocate.F3(0,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=0                         -> EOPNOTSUPP
# case: fallocate.F0(KEEP,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size                 -> 0
# case: fallocate.F3(KEEP,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size                 -> 0
# case: fallocate.F0(KEEP|PUNCH,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|punch_hole      -> 0
# case: fallocate.F3(KEEP|PUNCH,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size|punch_hole      -> 0
# case: fallocate.F3(NO_HIDE_STALE,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=no_hide_stale             -> EOPNOTSUPP
# case: fallocate.F0(KEEP|NO_HIDE_STALE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|no_hide_stale   -> EOPNOTSUPP
# case: fallocate.F3(KEEP|NO_HIDE_STALE,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size|no_hide_stale   -> EOPNOTSUPP
# case: fallocate.F0(COLLAPSE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=collapse_range            -> EOPNOTSUPP
# case: fallocate.F3(COLLAPSE,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=collapse_range            -> EOPNOTSUPP
# case: fallocate.F3(ZERO,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=zero_range                -> EOPNOTSUPP
# case: fallocate.F3(KEEP|ZERO,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size|zero_range      -> EOPNOTSUPP
# case: fallocate.F3(INSERT,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=insert_range              -> EOPNOTSUPP
# case: fallocate.F3(UNSHARE,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=unshare_range             -> EOPNOTSUPP
# case: fallocate.F0(KEEP|UNSHARE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|unshare_range   -> EOPNOTSUPP
# case: fallocate.F3(KEEP|UNSHARE,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size|unshare_range   -> EOPNOTSUPP
# case: fallocate.F3(WRITE_ZEROES,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=write_zeroes              -> EOPNOTSUPP
# case: fallocate.F0(KEEP|WRITE_ZEROES,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|write_zeroes    -> EOPNOTSUPP
# case: fallocate.F3(KEEP|WRITE_ZEROES,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size|write_zeroes    -> EOPNOTSUPP
# case: fallocate.F0(KEEP|COLLAPSE,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=keep_size|collapse_range  -> EOPNOTSUPP
# case: fallocate.F3(KEEP|COLLAPSE,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size|collapse_range  -> EOPNOTSUPP
# case: fallocate.F0(0x40000000,0x0,0x1000)
fallocate F0 off=0x0 len=0x1000 mode=0x40000000                -> EOPNOTSUPP
# case: fallocate.F3(KEEP|0x40000000,0x0,0x1000)
fallocate F3 off=0x0 len=0x1000 mode=keep_size|0x40000000      -> EOPNOTSUPP

# Ranges that are empty or not whole pages: EINVAL (FALLOC-1, FALLOC-6).

# case: fallocate.F3(KEEP,0x0,0x0)
fallocate F3 off=0x0 len=0x0 mode=keep_size                  -> EINVAL
# case: fallocate.F3(KEEP,0x0,0x1)
fallocate F3 off=0x0 len=0x1 mode=keep_size                  -> EINVAL
# case: fallocate.F3(KEEP,0x0,0xfff)
fallocate F3 off=0x0 len=0xfff mode=keep_size                -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x0,0xfff)
fallocate F3 off=0x0 len=0xfff mode=keep_size|punch_hole     -> EINVAL
# case: fallocate.F3(KEEP,0x0,0x1001)
fallocate F3 off=0x0 len=0x1001 mode=keep_size               -> EINVAL
# case: fallocate.F3(KEEP,0x1,0x1)
fallocate F3 off=0x1 len=0x1 mode=keep_size                  -> EINVAL
# case: fallocate.F3(KEEP,0x1,0x1000)
fallocate F3 off=0x1 len=0x1000 mode=keep_size               -> EINVAL
# case: fallocate.F3(KEEP,0x800,0x800)
fallocate F3 off=0x800 len=0x800 mode=keep_size              -> EINVAL
# case: fallocate.F3(KEEP,0x1000,0xfff)
fallocate F3 off=0x1000 len=0xfff mode=keep_size             -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x1000,0xfff)
fallocate F3 off=0x1000 len=0xfff mode=keep_size|punch_hole  -> EINVAL

# Ranges at the end of the file. Allocating must stay inside it (FALLOC-8);
# a hole may lie partly or wholly behind it and is then simply empty (FALLOC-7).

# case: fallocate.F3(KEEP,0x0,0x10000)
fallocate F3 off=0x0 len=0x10000 mode=keep_size                -> 0
# case: fallocate.F3(KEEP|PUNCH,0x0,0x10000)
fallocate F3 off=0x0 len=0x10000 mode=keep_size|punch_hole     -> 0
# case: fallocate.F3(KEEP,0xf000,0x1000)
fallocate F3 off=0xf000 len=0x1000 mode=keep_size              -> 0
# case: fallocate.F3(KEEP|PUNCH,0xf000,0x1000)
fallocate F3 off=0xf000 len=0x1000 mode=keep_size|punch_hole   -> 0
# case: fallocate.F3(KEEP,0xf000,0x2000)
fallocate F3 off=0xf000 len=0x2000 mode=keep_size              -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0xf000,0x2000)
fallocate F3 off=0xf000 len=0x2000 mode=keep_size|punch_hole   -> 0
# case: fallocate.F3(KEEP|PUNCH,0x10000,0x1000)
fallocate F3 off=0x10000 len=0x1000 mode=keep_size|punch_hole  -> 0
# case: fallocate.F3(KEEP,0x10000,0x0)
fallocate F3 off=0x10000 len=0x0 mode=keep_size                -> EINVAL
# case: fallocate.F3(KEEP|PUNCH,0x11000,0x1000)
fallocate F3 off=0x11000 len=0x1000 mode=keep_size|punch_hole  -> 0
# case: fallocate.F3(KEEP|PUNCH,0x0,0x11000)
fallocate F3 off=0x0 len=0x11000 mode=keep_size|punch_hole     -> 0
# case: fallocate.F3(KEEP,0x0,0x20000)
fallocate F3 off=0x0 len=0x20000 mode=keep_size                -> EINVAL

# Large numbers. Offset and length are signed (FALLOC-1); a sum above 2^63 - 1 is
# EFBIG (FALLOC-3), which comes before the alignment and before the end of the file.

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

# The mode is looked at before the alignment and before the end of the file.

# case: fallocate.F0(ZERO,0x1,0x1)
fallocate F0 off=0x1 len=0x1 mode=zero_range  -> EOPNOTSUPP
# case: fallocate.F0(0,EOF,0x1000)
fallocate F0 off=0x10000 len=0x1000 mode=0    -> EOPNOTSUPP

# What a hole does to the data. The program filled all 16 pages with the byte 0xaa
# through a mapping. Eight bytes move at a time here, so only the words that are
# looked at later are filled; the byte that the case names is each byte of the word.

memfd data vm=A size=0x10000 flags=mmap|init_shared             -> 0
mmap H memfd=data len=0x10000                                   -> 0
# The last word before the hole, its first and last, the first behind it.
store H+0xff8 0xaaaaaaaaaaaaaaaa                                -> ok
store H+0x1000 0xaaaaaaaaaaaaaaaa                               -> ok
store H+0x2ff8 0xaaaaaaaaaaaaaaaa                               -> ok
store H+0x3000 0xaaaaaaaaaaaaaaaa                               -> ok
# Allocating pages that are there already leaves them alone.
fallocate data off=0 len=0x10000 mode=keep_size                 -> 0
# case: fallocate.data.realloc_keeps_content
load H+0x1000                                                   -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.punch(0x1000,0x2000)
fallocate data off=0x1000 len=0x2000 mode=keep_size|punch_hole  -> 0
# case: fallocate.data.before_hole
load H+0xff8                                                    -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.hole_first
load H+0x1000                                                   -> 0x0
# case: fallocate.data.hole_last
load H+0x2ff8                                                   -> 0x0
# case: fallocate.data.after_hole
load H+0x3000                                                   -> 0xaaaaaaaaaaaaaaaa
# case: fallocate.data.punch_again
fallocate data off=0x1000 len=0x2000 mode=keep_size|punch_hole  -> 0
# case: fallocate.data.rewrite_hole
store H+0x1000 0x5555555555555555                               -> ok
load H+0x1000                                                   -> 0x5555555555555555
# case: fallocate.data.punch_everything
fallocate data off=0 len=0x10000 mode=keep_size|punch_hole      -> 0
# case: fallocate.data.after_punch_everything
load H+0x3000                                                   -> 0x0

# mincore() shows what is ready in the page cache, one digit a page.
memfd cache vm=A size=0x10000 flags=mmap|init_shared  -> 0
mmap C memfd=cache len=0x10000                        -> 0
load C+5p                                             -> 0
# case: fallocate.mincore_after_touching_page5
mincore C                                             -> pages=5
