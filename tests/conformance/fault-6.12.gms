# Accesses to memory that stands in for a file that cannot be mapped.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file. "case:" names the case as that program prints it,
# F3 included; the line below it is the case.
#
# profiles: 6.12 6.16

vm A  -> 0

# a and b are memory of their own each, which no hole in the file changes.
memfd coherent vm=A size=0x10000                                    -> 0
mmap no_a memfd=coherent len=0x10000                                -> ENODEV
mmap a anon len=0x10000 flags=shared                                -> 0
mmap b anon len=0x10000 flags=shared                                -> 0
# case: fault.coherent.store_a
store a+0x1000 0x42                                                 -> ok
# Nothing stood in for a mapping from page 1 on. The program read two pages beyond
# MAP_FAILED, the byte at 0x1fff; this is the word that contains it.
mmap c memfd=coherent len=0xf000 off=0x1000                         -> ENODEV
# case: fault.coherent.load_c(off=0x1000)
load 0x1ff8                                                         -> SIGSEGV code=SEGV_MAPERR
fallocate coherent off=0x1000 len=0x1000 mode=keep_size|punch_hole  -> 0
# case: fault.coherent.load_b_after_punch
load b+0x1000                                                       -> 0x0
# case: fault.coherent.load_a_after_punch
load a+0x1000                                                       -> 0x42

memfd fd_closed vm=A size=0x10000     -> 0
mmap D anon len=0x10000 flags=shared  -> 0
store D 0x1                           -> ok
close fd_closed                       -> 0
# case: fault.fd_closed.store
store D 0x2                           -> ok
# case: fault.fd_closed.store_fresh
store D+5p 0x3                        -> ok

# A file of 2^62 bytes.
memfd huge vm=A size=0x4000000000000000              -> 0
# case: fault.huge_file(1<<62).mmap_last_page
mmap L memfd=huge len=0x1000 off=0x3ffffffffffff000  -> ENODEV

memfd vm_closed vm=A size=0x10000     -> 0
mmap V anon len=0x10000 flags=shared  -> 0
close A                               -> 0
# case: fault.vm_closed.store_fresh
store V+1p 0x4                        -> ok
