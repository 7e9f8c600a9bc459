# 3. The host's view: when may the process look into the guest's memory?
#
# Two flags of the file decide. MMAP: the process may map it. INIT_SHARED: the pages
# are shared with the process from the start. All four combinations exist.

vm A                                            -> 0
memfd F0 vm=A size=4p                           -> 0
memfd F1 vm=A size=4p flags=mmap                -> 0
memfd F2 vm=A size=4p flags=init_shared         -> 0
memfd F3 vm=A size=4p flags=mmap|init_shared    -> 0

# Without MMAP there is no mapping.
mmap H0 memfd=F0 len=4p                         -> ENODEV
mmap H2 memfd=F2 len=4p                         -> ENODEV

# With MMAP there is, but shared only (a private copy of a guest's memory makes no
# sense) and never executable.
mmap P memfd=F3 len=4p flags=private            -> EINVAL
mmap X memfd=F3 len=4p prot=rx                  -> EPERM
mmap H1 memfd=F1 len=4p                         -> 0
mmap H3 memfd=F3 len=4p                         -> 0

# MMAP alone: the mapping exists, yet every access is a signal. The page exists for
# the guest, not for the process. SIGBUS is what you also get behind the end of an
# ordinary mapped file.
load H1                                         -> SIGBUS code=BUS_ADRERR
store H1 0x11                                   -> SIGBUS code=BUS_ADRERR
resident F1                                     -> pages=

# Both: ordinary shared memory. The first touch brings in a page of zeros.
load H3                                         -> 0
store H3+1p 0x11                                -> ok
resident F3                                     -> pages=0,1

# The guest sees the same page, not a copy: what one stores the other loads.
vcpu A.0                                        -> 0
slot A:0 gpa=0x100000 size=4p memfd=F3          -> 0
guest A.0 read 0x101000                         -> 0x11
guest A.0 write 0x102000 0x22                   -> ok
load H3+2p                                      -> 0x22

# A mapping may be longer than the file. Only touching what is not there fails.
mmap L memfd=F3 len=16p                         -> 0
load L+2p                                       -> 0x22
load L+4p                                       -> SIGBUS code=BUS_ADRERR

# The other signal means something else: no mapping at all at that address.
munmap L                                        -> 0
load L+2p                                       -> SIGSEGV code=SEGV_MAPERR

# A mapping keeps the file in use, as always in Unix. The guest does not lose its
# memory before the last mapping is gone.
close F3                                        -> 0
guest A.0 read 0x101000                         -> 0x11
munmap H3                                       -> 0
guest A.0 read 0x101000                         -> MEMORY_FAULT gpa=0x101000 errno=EFAULT
invariants                                      -> ok
