# 11. Prefault: mapping memory before the guest asks for it.
#
# The first touch of a page costs a fault: leave the guest, find the page, allocate it,
# clear it, write the translation, enter again. A VMM that knows what the guest will
# touch, after a migration for example, can have all that done in advance by one
# call on the vCPU, KVM_PRE_FAULT_MEMORY.

vm A                                            -> 0
vcpu A.0                                        -> 0
memfd M vm=A size=8p flags=mmap                 -> 0
slot A:0 gpa=0x100000 size=8p memfd=M           -> 0
check_extension A PRE_FAULT_MEMORY              -> 1

# The call goes page by page, and writes back how far it came: `left` is what remains
# of the size, `gpa` where to go on.
prefault A.0 gpa=0x100000 size=4p               -> 0 left=0 gpa=0x104000
resident M                                      -> pages=0,1,2,3
where A 0x103000                                -> memfd=M page=3
guest A.0 read 0x103000                         -> 0

# The page exists in the file already, or is mapped already: that counts as done.
fallocate M off=4p len=1p mode=keep_size        -> 0
prefault A.0 gpa=0x103000 size=2p               -> 0 left=0 gpa=0x105000

# Half of it lies behind the slot. One page was mapped, so the call succeeds and tells
# the rest; the next call, with nothing to map, tells why.
prefault A.0 gpa=0x107000 size=2p               -> 0 left=4K gpa=0x108000
prefault A.0 gpa=0x108000 size=1p               -> ENOENT left=4K gpa=0x108000

# It takes memory as the guest would find it: private where the attribute says so.
vm P type=sw_protected                          -> 0
vcpu P.0                                        -> 0
memfd N vm=P size=4p                            -> 0
mmap H anon len=4p                              -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=N     -> 0
attributes P gpa=0x102000 size=2p private       -> 0
prefault P.0 gpa=0x100000 size=4p               -> 0 left=0
where P 0x101000                                -> hva=H+0x1000
where P 0x102000 private                        -> memfd=N page=2
resident N                                      -> pages=2,3

# What was mapped in advance is taken away like anything else.
fallocate M off=0 len=8p mode=keep_size|punch_hole  -> 0
where A 0x100000                                -> unmapped
invariants                                      -> ok
