# 10. Converting memory that has only one side.
#
# In example 9 every guest address had two pages: one of the process for when it is
# shared, one of the file for when it is private. That costs memory twice and needs
# copies. A file with MMAP can serve both: the slot then takes everything from the
# file, private or shared ("GMEM_ONLY" inside the kernel), and userspace_addr is not
# asked any more.

vm P type=sw_protected                          -> 0
vcpu P.0                                        -> 0
memfd M vm=P size=4p flags=mmap                 -> 0
mmap H anon len=4p                              -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M     -> 0

# A shared write: into the file, although hva= names memory of the process.
guest P.0 write 0x100000 0x11                   -> ok
resident M                                      -> pages=0
load H                                          -> 0

# Converting there and back. The translation goes each time, the page does not: the
# same page, the same bytes.
attributes P gpa=0x100000 size=1p private       -> 0
where P 0x100000                                -> unmapped
guest P.0 read 0x100000 private                 -> 0x11
guest P.0 write 0x100008 0x22 private           -> ok
where P 0x100000 private                        -> memfd=M page=0
attributes P gpa=0x100000 size=1p shared        -> 0
guest P.0 read 0x100008                         -> 0x22
resident M                                      -> pages=0

# So a secret is still there after a page became shared. On a guest that really is
# encrypted the hardware would see to it; here the VMM has to punch first, if the
# bytes must go.
attributes P gpa=0x100000 size=1p private       -> 0
guest P.0 write 0x100000 0x5ec3e7 private       -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
attributes P gpa=0x100000 size=1p shared        -> 0
guest P.0 read 0x100000                         -> 0

# Can the process look? A VM with private memory cannot have INIT_SHARED, so it can map
# the file, but every touch is a signal: even where the guest shares the page.
memfd N vm=P size=4p flags=mmap|init_shared     -> EINVAL
mmap G memfd=M len=4p                           -> 0
load G                                          -> SIGBUS code=BUS_ADRERR

# An attribute that changes nothing does nothing: no translation is lost.
guest P.0 read 0x101000                         -> 0
attributes P gpa=0x100000 size=4p shared        -> 0
where P 0x101000                                -> memfd=M page=1
invariants                                      -> ok
