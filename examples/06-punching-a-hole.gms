# 6. Punching a hole: taking memory back from a running guest.
#
# A guest that gives memory back (a balloon), or a VM that is torn down: the process
# calls fallocate() with PUNCH_HOLE, and the pages are freed. Easy for a file, were
# it not mapped twice: by the process, and by the processor for the guest. Nobody
# may reach a page any more at the moment in which it is freed.

vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
mmap H memfd=M len=8p                                   -> 0
slot A:0 gpa=0x100000 size=8p memfd=M                   -> 0

# Page 1 is touched by the guest, page 2 by the host, page 3 by both, page 5 by both.
guest A.0 write 0x101000 0x11                           -> ok
store H+2p 0x22                                         -> ok
guest A.0 write 0x103000 0x33                           -> ok
load H+3p                                               -> 0x33
store H+5p 0x55                                         -> ok
guest A.0 read 0x105000                                 -> 0x55
resident M                                              -> pages=1,2,3,5

#   page    0 1 2 3 4 5 6 7
#   there   . x x x . x . .
#   hole      ^ ^ ^
fallocate M off=1p len=3p mode=keep_size|punch_hole     -> 0
resident M                                              -> pages=5

# The guest's translations of the hole are gone ("zapped"), the others stay.
where A 0x101000                                        -> unmapped
where A 0x103000                                        -> unmapped
where A 0x105000                                        -> memfd=M page=5

# Whoever comes back finds zeros: a new page, never the old bytes, whether the guest
# comes first or the host.
guest A.0 read 0x101000                                 -> 0
load H+2p                                               -> 0
load H+3p                                               -> 0
guest A.0 read 0x103000                                 -> 0
guest A.0 read 0x105000                                 -> 0x55

# A hole is whole pages, and needs KEEP_SIZE, because the size never changes. It may
# reach beyond the end of the file; allocating may not.
fallocate M off=0 len=100 mode=keep_size|punch_hole     -> EINVAL
fallocate M off=0 len=1p mode=punch_hole                -> EOPNOTSUPP
fallocate M off=6p len=100p mode=keep_size|punch_hole   -> 0
fallocate M off=6p len=100p mode=keep_size              -> EINVAL
invariants                                              -> ok

# `gmemsim explain` on this file shows the steps of it: take the file's lock, announce
# the invalidation and zap, remove the pages, end the invalidation, unlock. What
# happens when the guest faults in between is example 18.
