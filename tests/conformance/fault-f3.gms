# The host touches a file with MMAP and INIT_SHARED: ordinary shared memory.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18.44 and 7.2.13 on
# x86-64 gave the same answer to every case in this file. "case:" names the case
# as that program prints it; the line below it is the case.
#
# F3 is a file of 16 pages (0x10000 bytes) with create flags MMAP|INIT_SHARED. Eight
# aligned bytes move at a time: the case at byte 5 of page 1 is the word at page 1,
# whose byte 5 is the value of the case; the one at the last byte of page 31 is the
# last word of that page.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                               -> 0
memfd F3 vm=A size=0x10000 flags=mmap|init_shared  -> 0
mmap H memfd=F3 len=0x20000                        -> 0

# The first touch brings a page in, zeroed, whether it is a load or a store (HFAULT-3,
# HFAULT-4).
load H                     -> 0
# case: fault.F3.write_fresh(page1+5)
store H+1p 0x110000000000  -> ok
load H+1p                  -> 0x110000000000

# Behind the end of the file (HFAULT-1).
# case: fault.F3.read_at_EOF
load H+16p        -> SIGBUS code=BUS_ADRERR
# case: fault.F3.write_at_EOF
store H+16p 0x11  -> SIGBUS code=BUS_ADRERR
# case: fault.F3.read_EOF+0xffff
load H+0x1fff8    -> SIGBUS code=BUS_ADRERR

# A page that fallocate has allocated, before anybody touched it.
fallocate F3 off=0x2000 len=0x1000 mode=keep_size  -> 0
load H+2p                                          -> 0
# case: fault.F3.write_after_fallocate
store H+2p 0x22                                    -> ok

# A read-only mapping sees what the other stored; storing is SIGSEGV.
mmap RO memfd=F3 len=0x10000 prot=r  -> 0
# case: fault.F3.ro_map.read
load RO+1p                           -> 0x110000000000
# case: fault.F3.ro_map.write
store RO+1p 0x990000000000           -> SIGSEGV code=SEGV_ACCERR

# A write-only mapping: on x86 a page that may be written may be read as well.
mmap WO memfd=F3 len=0x10000 prot=w  -> 0
# case: fault.F3.wo_map.write
store WO+3p 0x33                     -> ok

# MAP_POPULATE touches every page at mmap(); the bytes are the same afterwards.
mmap POP memfd=F3 len=0x10000 flags=shared|populate  -> 0
# case: fault.F3.populate_map.read
load POP+3p                                          -> 0x33

# Nothing is mapped at H any more; the other mappings go on.
munmap H    -> 0
# case: fault.F3.read_after_munmap
load H      -> SIGSEGV code=SEGV_MAPERR
load RO+1p  -> 0x110000000000
