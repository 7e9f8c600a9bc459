# SLOT-8, MMAP-9, HFAULT-0: with five levels of page tables a process reaches 2^56, less
# a page, but gets no address beyond 2^47 unless it asks for one.
#
# Measured on Linux 7.2.13.
#
# profiles: 7.2 7.3
# options: --host-levels=5

# A hint is not taken if the end is above and the beginning is not.
mmap J anon len=4p addr=0x7fffffffe000                                -> 0
load 0x7fffffffe000                                                   -> SIGSEGV code=SEGV_MAPERR
mmap H anon len=1p addr=0x800000000000                                -> 0
store 0x800000000000 7                                                -> ok
load H                                                                -> 7
# There the address is taken, and the kernel chooses another.
mmap I anon len=1p addr=0x800000000000                                -> 0
store I 8                                                             -> ok
load 0x800000000000                                                   -> 7
# Whoever insists may lie across.
mmap K anon len=2p addr=0x7fffffffe000 flags=private|fixed_noreplace  -> 0
munmap K                                                              -> 0

# Nobody gets so much without asking for addresses above.
mmap L anon len=128T                                                  -> ENOMEM
mmap M anon len=256T addr=0x2000000000000                             -> 0
mmap N anon len=256T addr=0x800000000000                              -> 0

# The last page of all is kept out.
mmap E anon len=1p addr=0xffffffffffe000 flags=private|fixed          -> 0
mmap F anon len=1p addr=0xfffffffffff000 flags=private|fixed          -> ENOMEM
munmap E                                                              -> 0

# What is not canonical is a protection fault.
load 0xfffffffffff000                                                 -> SIGSEGV code=SEGV_MAPERR
load 0x100000000000000                                                -> SIGSEGV code=128
load 0xff00000000000000                                               -> SIGSEGV code=SEGV_MAPERR
