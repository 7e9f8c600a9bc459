# Several mappings of one file are one memory; what keeps it alive; the largest file.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18.44 and 7.2.13 on
# x86-64 gave the same answer to every case in this file. "case:" names the case
# as that program prints it; the line below it is the case.
#
# Files have 16 pages (0x10000 bytes) and create flags MMAP|INIT_SHARED.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

# Coherence (HFAULT-9). a and b map the whole file, c maps it from page 1 on.
memfd coherent vm=A size=0x10000 flags=mmap|init_shared             -> 0
mmap a memfd=coherent len=0x10000                                   -> 0
mmap b memfd=coherent len=0x10000                                   -> 0
mmap c memfd=coherent len=0xf000 off=0x1000                         -> 0
# case: fault.coherent.store_a
store a+0x1000 0x42                                                 -> ok
load b+0x1000                                                       -> 0x42
# case: fault.coherent.load_c(off=0x1000)
load c                                                              -> 0x42
# The hole takes the page away from every mapping.
fallocate coherent off=0x1000 len=0x1000 mode=keep_size|punch_hole  -> 0
# case: fault.coherent.load_b_after_punch
load b+0x1000                                                       -> 0x0
# case: fault.coherent.load_a_after_punch
load a+0x1000                                                       -> 0x0

# The mapping keeps the file when its last descriptor is closed (RELEASE-1): pages
# that were there stay, and new ones still come.
memfd fd_closed vm=A size=0x10000 flags=mmap|init_shared  -> 0
mmap D memfd=fd_closed len=0x10000                        -> 0
store D 0x1                                               -> ok
close fd_closed                                           -> 0
# case: fault.fd_closed.store
store D 0x2                                               -> ok
# case: fault.fd_closed.store_fresh
store D+5p 0x3                                            -> ok

# A file of 2^62 bytes, and its last page.
memfd huge vm=A size=0x4000000000000000 flags=mmap|init_shared  -> 0
# case: fault.huge_file(1<<62).mmap_last_page
mmap L memfd=huge len=0x1000 off=0x3ffffffffffff000             -> 0
# case: fault.huge_file(1<<62).store_last_page
store L 0x77                                                    -> ok
load L                                                          -> 0x77

# The file keeps the VM: its descriptor may go first (OBJ-4).
memfd vm_closed vm=A size=0x10000 flags=mmap|init_shared  -> 0
mmap V memfd=vm_closed len=0x10000                        -> 0
close A                                                   -> 0
# case: fault.vm_closed.store_fresh
store V+1p 0x4                                            -> ok
