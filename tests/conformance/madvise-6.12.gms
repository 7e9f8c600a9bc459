# madvise on memory that stands in for a file that cannot be mapped.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file. "case:" names the case as that program prints it,
# F3 included; the line below it is the case.
#
# Where nothing stood in the program went on with MAP_FAILED: no address of a page.
#
# profiles: 6.12 6.16

vm A                              -> 0
memfd M vm=A size=16p             -> 0
mmap no_H memfd=M len=32p         -> ENODEV
mmap H anon len=32p flags=shared  -> 0
store H+1p 0xaa                   -> ok
# case: madvise.F3(REMOVE,len=0)
madvise H remove off=0 len=0      -> 0
# case: madvise.F3.REMOVE.after
load H+1p                         -> 0xaa

# The memory does not end where the file does.
# case: madvise.F3(POPULATE_READ,beyond_EOF)
madvise H populate_read off=0x10000 len=0x1000  -> 0
# case: madvise.F3(POPULATE_READ,across_EOF)
madvise H populate_read off=0xf000 len=0x2000   -> 0

mmap RO memfd=M len=16p prot=r           -> ENODEV
# case: madvise.F3.ro_map(REMOVE)
madvise RO remove off=0x1000 len=0x1000  -> EINVAL
# case: madvise.F3.ro_map(POPULATE_READ)
madvise RO populate_read len=16p         -> EINVAL

mmap O memfd=M len=4p off=0x4000        -> ENODEV
store H+4p 0xbb                         -> ok
store H+5p 0xbb                         -> ok
# case: madvise.F3.offset_map(REMOVE,page1 of map at 0x4000)
madvise O remove off=0x1000 len=0x1000  -> EINVAL
# case: madvise.F3.offset_map.page4
load H+4p                               -> 0xbb
# case: madvise.F3.offset_map.page5
load H+5p                               -> 0xbb
