# The host touches a file with MMAP but not INIT_SHARED: every page is SIGBUS.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18.44 and 7.2.13 on
# x86-64 gave the same answer to every case in this file. "case:" names the case
# as that program prints it; the line below it is the case.
#
# F1 is a file of 16 pages (0x10000 bytes) with create flag MMAP. Eight aligned
# bytes move at a time: the case at byte 5 of page 1 is the word at page 1, the one
# at the last byte of page 31 the last word of that page.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                   -> 0
memfd F1 vm=A size=0x10000 flags=mmap  -> 0
mmap H memfd=F1 len=0x20000            -> 0

# The pages belong to the guest alone: no access brings one in (HFAULT-2).
# case: fault.F1.read_fresh(page0)
load H                     -> SIGBUS code=BUS_ADRERR
# case: fault.F1.write_fresh(page1+5)
store H+1p 0x110000000000  -> SIGBUS code=BUS_ADRERR
# case: fault.F1.read_back
load H+1p                  -> SIGBUS code=BUS_ADRERR

# Behind the end of the file, which is checked first (HFAULT-1). The mapping is
# twice as long as the file: pages 16 to 31 are mapped but do not exist.
# case: fault.F1.write_at_EOF
store H+16p 0x11  -> SIGBUS code=BUS_ADRERR
# case: fault.F1.read_EOF+0xffff
load H+0x1fff8    -> SIGBUS code=BUS_ADRERR

# A page that fallocate has allocated is no more reachable than one that is absent.
fallocate F1 off=0x2000 len=0x1000 mode=keep_size  -> 0
# case: fault.F1.read_after_fallocate
load H+2p                                          -> SIGBUS code=BUS_ADRERR

# A read-only mapping. The protection is tested before the file is asked, so a
# store is SIGSEGV and only a load gets as far as SIGBUS.
mmap RO memfd=F1 len=0x10000 prot=r  -> 0
# case: fault.F1.ro_map.read
load RO+1p                           -> SIGBUS code=BUS_ADRERR
# case: fault.F1.ro_map.write
store RO+1p 0x110000000000           -> SIGSEGV code=SEGV_ACCERR
# case: fault.F1.ro_map.write_fresh
store RO+7p 0x11                     -> SIGSEGV code=SEGV_ACCERR

# A mapping far behind the end of the file exists, and is SIGBUS everywhere.
mmap FAR memfd=F1 len=0x1000 off=0x4000000000000000  -> 0
# case: fault.F1.map_at_1<<62.read
load FAR                                             -> SIGBUS code=BUS_ADRERR

# Nothing is mapped any more.
munmap H  -> 0
# case: fault.F1.read_after_munmap
load H    -> SIGSEGV code=SEGV_MAPERR

# After all this the file holds what fallocate put there, and nothing else.
resident F1  -> pages=2
