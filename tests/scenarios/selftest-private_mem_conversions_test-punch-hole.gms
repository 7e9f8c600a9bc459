# The flow of the kernel's selftest private_mem_conversions_test: a hole in
# private memory that was all touched reads 0, without a conversion.
# The memory is 2M and a page; of the pages of a range those at its ends and one inside
# are looked at.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                                         -> 0
vcpu P.0                                                       -> 0
mmap H anon len=4M                                             -> 0
memfd M vm=P size=4M                                           -> 0
slot P:10 gpa=0x100000000 size=4M hva=H memfd=M                -> 0

attributes P gpa=0x100000000 size=0x201000 private             -> 0

# 1 page from page 0
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
guest P.0 write 0x100000000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100001000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1000ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1001ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100200000 0xcccccccccccccccc private         -> ok
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc
fallocate M off=0x0 len=0x1000 mode=keep_size|punch_hole       -> 0
resident M                                                     -> pages=1,255,511,512
guest P.0 read 0x100000000 private                             -> 0
guest P.0 read 0x100001000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc

# 512 pages from page 0
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
guest P.0 write 0x100000000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100001000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1000ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1001ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100200000 0xcccccccccccccccc private         -> ok
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc
fallocate M off=0x0 len=0x200000 mode=keep_size|punch_hole     -> 0
resident M                                                     -> pages=512
guest P.0 read 0x100000000 private                             -> 0
guest P.0 read 0x100001000 private                             -> 0
guest P.0 read 0x1000ff000 private                             -> 0
guest P.0 read 0x1001ff000 private                             -> 0
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc

# 1 page from page 1
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
guest P.0 write 0x100000000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100001000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1000ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1001ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100200000 0xcccccccccccccccc private         -> ok
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc
fallocate M off=0x1000 len=0x1000 mode=keep_size|punch_hole    -> 0
resident M                                                     -> pages=0,255,511,512
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc

# 512 pages from page 1
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
guest P.0 write 0x100000000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100001000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1000ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1001ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100200000 0xcccccccccccccccc private         -> ok
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc
fallocate M off=0x1000 len=0x200000 mode=keep_size|punch_hole  -> 0
resident M                                                     -> pages=0
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0
guest P.0 read 0x1000ff000 private                             -> 0
guest P.0 read 0x1001ff000 private                             -> 0
guest P.0 read 0x100200000 private                             -> 0

# 1 page from page 512
fallocate M off=0 len=0x201000 mode=keep_size|punch_hole       -> 0
guest P.0 write 0x100000000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100001000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1000ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x1001ff000 0xcccccccccccccccc private         -> ok
guest P.0 write 0x100200000 0xcccccccccccccccc private         -> ok
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0xcccccccccccccccc
fallocate M off=0x200000 len=0x1000 mode=keep_size|punch_hole  -> 0
resident M                                                     -> pages=0,1,255,511
guest P.0 read 0x100000000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100001000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1000ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x1001ff000 private                             -> 0xcccccccccccccccc
guest P.0 read 0x100200000 private                             -> 0

# The VM goes first; the file can still be used.
close P.0                                                      -> 0
close P                                                        -> 0
fallocate M off=0 len=4M mode=keep_size|punch_hole             -> 0
fallocate M off=0 len=4M mode=keep_size                        -> 0
close M                                                        -> 0
invariants                                                     -> ok
