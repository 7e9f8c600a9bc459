# The flow of the kernel's selftest private_mem_conversions_test: explicit
# conversion, allocating before and punching after.
# The memory is 2M and a page; of the pages of a range those at its ends and one inside
# are looked at.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                                         -> 0
vcpu P.0                                                       -> 0
mmap H anon len=4M                                             -> 0
memfd M vm=P size=4M                                           -> 0
slot P:10 gpa=0x100000000 size=4M hva=H memfd=M                -> 0

# Shared at first: what the guest writes the host sees, and the other way round.
guest P.0 write 0x100000000 0xaaaaaaaaaaaaaaaa                 -> ok
guest P.0 write 0x100001000 0xaaaaaaaaaaaaaaaa                 -> ok
guest P.0 write 0x1000ff000 0xaaaaaaaaaaaaaaaa                 -> ok
guest P.0 write 0x1001ff000 0xaaaaaaaaaaaaaaaa                 -> ok
guest P.0 write 0x100200000 0xaaaaaaaaaaaaaaaa                 -> ok
load H                                                         -> 0xaaaaaaaaaaaaaaaa
store H 0xcccccccccccccccc                                     -> ok
load H+0x1000                                                  -> 0xaaaaaaaaaaaaaaaa
store H+0x1000 0xcccccccccccccccc                              -> ok
load H+0xff000                                                 -> 0xaaaaaaaaaaaaaaaa
store H+0xff000 0xcccccccccccccccc                             -> ok
load H+0x1ff000                                                -> 0xaaaaaaaaaaaaaaaa
store H+0x1ff000 0xcccccccccccccccc                            -> ok
load H+0x200000                                                -> 0xaaaaaaaaaaaaaaaa
store H+0x200000 0xcccccccccccccccc                            -> ok
guest P.0 read 0x100000000                                     -> 0xcccccccccccccccc
guest P.0 read 0x100001000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000                                     -> 0xcccccccccccccccc
guest P.0 read 0x100200000                                     -> 0xcccccccccccccccc

# 1 page from page 0
guest P.0 write 0x100000000 0x1111111111111111                 -> ok
fallocate M off=0x0 len=0x1000 mode=keep_size                  -> 0
attributes P gpa=0x100000000 size=0x1000 private               -> 0
guest P.0 write 0x100000000 0x2222222222222222 private         -> ok
load H                                                         -> 0x1111111111111111
guest P.0 read 0x100000000 private                             -> 0x2222222222222222
guest P.0 read 0x100001000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000                                     -> 0xcccccccccccccccc
guest P.0 read 0x100200000                                     -> 0xcccccccccccccccc
fallocate M off=0x0 len=0x1000 mode=keep_size|punch_hole       -> 0
attributes P gpa=0x100000000 size=0x1000 shared                -> 0
guest P.0 read 0x100000000                                     -> 0x1111111111111111
guest P.0 write 0x100000000 0x3333333333333333                 -> ok
load H                                                         -> 0x3333333333333333
store H 0x4444444444444444                                     -> ok
guest P.0 read 0x100000000                                     -> 0x4444444444444444
guest P.0 write 0x100000000 0xcccccccccccccccc                 -> ok
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
attributes P gpa=0x100000000 size=0x201000 shared              -> 0
resident M                                                     -> pages=

# 512 pages from page 0
guest P.0 write 0x100000000 0x1111111111111111                 -> ok
guest P.0 write 0x100001000 0x1111111111111111                 -> ok
guest P.0 write 0x1000ff000 0x1111111111111111                 -> ok
guest P.0 write 0x1001ff000 0x1111111111111111                 -> ok
fallocate M off=0x0 len=0x200000 mode=keep_size                -> 0
attributes P gpa=0x100000000 size=0x200000 private             -> 0
guest P.0 write 0x100000000 0x2222222222222222 private         -> ok
load H                                                         -> 0x1111111111111111
load H+0x1000                                                  -> 0x1111111111111111
load H+0xff000                                                 -> 0x1111111111111111
load H+0x1ff000                                                -> 0x1111111111111111
guest P.0 read 0x100000000 private                             -> 0x2222222222222222
guest P.0 read 0x100200000                                     -> 0xcccccccccccccccc
fallocate M off=0x0 len=0x200000 mode=keep_size|punch_hole     -> 0
attributes P gpa=0x100000000 size=0x200000 shared              -> 0
guest P.0 read 0x100000000                                     -> 0x1111111111111111
guest P.0 write 0x100000000 0x3333333333333333                 -> ok
load H                                                         -> 0x3333333333333333
store H 0x4444444444444444                                     -> ok
guest P.0 read 0x100000000                                     -> 0x4444444444444444
guest P.0 write 0x100000000 0xcccccccccccccccc                 -> ok
guest P.0 write 0x100001000 0x3333333333333333                 -> ok
load H+0x1000                                                  -> 0x3333333333333333
store H+0x1000 0x4444444444444444                              -> ok
guest P.0 read 0x100001000                                     -> 0x4444444444444444
guest P.0 write 0x100001000 0xcccccccccccccccc                 -> ok
guest P.0 write 0x1000ff000 0x3333333333333333                 -> ok
load H+0xff000                                                 -> 0x3333333333333333
store H+0xff000 0x4444444444444444                             -> ok
guest P.0 read 0x1000ff000                                     -> 0x4444444444444444
guest P.0 write 0x1000ff000 0xcccccccccccccccc                 -> ok
guest P.0 write 0x1001ff000 0x3333333333333333                 -> ok
load H+0x1ff000                                                -> 0x3333333333333333
store H+0x1ff000 0x4444444444444444                            -> ok
guest P.0 read 0x1001ff000                                     -> 0x4444444444444444
guest P.0 write 0x1001ff000 0xcccccccccccccccc                 -> ok
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
attributes P gpa=0x100000000 size=0x201000 shared              -> 0
resident M                                                     -> pages=

# 1 page from page 1
guest P.0 write 0x100001000 0x1111111111111111                 -> ok
fallocate M off=0x1000 len=0x1000 mode=keep_size               -> 0
attributes P gpa=0x100001000 size=0x1000 private               -> 0
guest P.0 write 0x100001000 0x2222222222222222 private         -> ok
load H+0x1000                                                  -> 0x1111111111111111
guest P.0 read 0x100001000 private                             -> 0x2222222222222222
guest P.0 read 0x100000000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000                                     -> 0xcccccccccccccccc
guest P.0 read 0x100200000                                     -> 0xcccccccccccccccc
fallocate M off=0x1000 len=0x1000 mode=keep_size|punch_hole    -> 0
attributes P gpa=0x100001000 size=0x1000 shared                -> 0
guest P.0 read 0x100001000                                     -> 0x1111111111111111
guest P.0 write 0x100001000 0x3333333333333333                 -> ok
load H+0x1000                                                  -> 0x3333333333333333
store H+0x1000 0x4444444444444444                              -> ok
guest P.0 read 0x100001000                                     -> 0x4444444444444444
guest P.0 write 0x100001000 0xcccccccccccccccc                 -> ok
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
attributes P gpa=0x100000000 size=0x201000 shared              -> 0
resident M                                                     -> pages=

# 512 pages from page 1
guest P.0 write 0x100001000 0x1111111111111111                 -> ok
guest P.0 write 0x1000ff000 0x1111111111111111                 -> ok
guest P.0 write 0x1001ff000 0x1111111111111111                 -> ok
guest P.0 write 0x100200000 0x1111111111111111                 -> ok
fallocate M off=0x1000 len=0x200000 mode=keep_size             -> 0
attributes P gpa=0x100001000 size=0x200000 private             -> 0
guest P.0 write 0x100001000 0x2222222222222222 private         -> ok
load H+0x1000                                                  -> 0x1111111111111111
load H+0xff000                                                 -> 0x1111111111111111
load H+0x1ff000                                                -> 0x1111111111111111
load H+0x200000                                                -> 0x1111111111111111
guest P.0 read 0x100001000 private                             -> 0x2222222222222222
guest P.0 read 0x100000000                                     -> 0xcccccccccccccccc
fallocate M off=0x1000 len=0x200000 mode=keep_size|punch_hole  -> 0
attributes P gpa=0x100001000 size=0x200000 shared              -> 0
guest P.0 read 0x100001000                                     -> 0x1111111111111111
guest P.0 write 0x100001000 0x3333333333333333                 -> ok
load H+0x1000                                                  -> 0x3333333333333333
store H+0x1000 0x4444444444444444                              -> ok
guest P.0 read 0x100001000                                     -> 0x4444444444444444
guest P.0 write 0x100001000 0xcccccccccccccccc                 -> ok
guest P.0 write 0x1000ff000 0x3333333333333333                 -> ok
load H+0xff000                                                 -> 0x3333333333333333
store H+0xff000 0x4444444444444444                             -> ok
guest P.0 read 0x1000ff000                                     -> 0x4444444444444444
guest P.0 write 0x1000ff000 0xcccccccccccccccc                 -> ok
guest P.0 write 0x1001ff000 0x3333333333333333                 -> ok
load H+0x1ff000                                                -> 0x3333333333333333
store H+0x1ff000 0x4444444444444444                            -> ok
guest P.0 read 0x1001ff000                                     -> 0x4444444444444444
guest P.0 write 0x1001ff000 0xcccccccccccccccc                 -> ok
guest P.0 write 0x100200000 0x3333333333333333                 -> ok
load H+0x200000                                                -> 0x3333333333333333
store H+0x200000 0x4444444444444444                            -> ok
guest P.0 read 0x100200000                                     -> 0x4444444444444444
guest P.0 write 0x100200000 0xcccccccccccccccc                 -> ok
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
attributes P gpa=0x100000000 size=0x201000 shared              -> 0
resident M                                                     -> pages=

# 1 page from page 512
guest P.0 write 0x100200000 0x1111111111111111                 -> ok
fallocate M off=0x200000 len=0x1000 mode=keep_size             -> 0
attributes P gpa=0x100200000 size=0x1000 private               -> 0
guest P.0 write 0x100200000 0x2222222222222222 private         -> ok
load H+0x200000                                                -> 0x1111111111111111
guest P.0 read 0x100200000 private                             -> 0x2222222222222222
guest P.0 read 0x100000000                                     -> 0xcccccccccccccccc
guest P.0 read 0x100001000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000                                     -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000                                     -> 0xcccccccccccccccc
fallocate M off=0x200000 len=0x1000 mode=keep_size|punch_hole  -> 0
attributes P gpa=0x100200000 size=0x1000 shared                -> 0
guest P.0 read 0x100200000                                     -> 0x1111111111111111
guest P.0 write 0x100200000 0x3333333333333333                 -> ok
load H+0x200000                                                -> 0x3333333333333333
store H+0x200000 0x4444444444444444                            -> ok
guest P.0 read 0x100200000                                     -> 0x4444444444444444
guest P.0 write 0x100200000 0xcccccccccccccccc                 -> ok
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
attributes P gpa=0x100000000 size=0x201000 shared              -> 0
resident M                                                     -> pages=

# The VM goes first; the file can still be used.
close P.0                                                      -> 0
close P                                                        -> 0
fallocate M off=0 len=4M mode=keep_size|punch_hole             -> 0
fallocate M off=0 len=4M mode=keep_size                        -> 0
close M                                                        -> 0
invariants                                                     -> ok
