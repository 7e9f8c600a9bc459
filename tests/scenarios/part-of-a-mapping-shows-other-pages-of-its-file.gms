# RFP-1, as measured on 6.18.44.

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p                        -> 0
store H+1p 101                                -> ok
store H+3p 103                                -> ok
store H+4p 104                                -> ok
remap_file_pages H len=1p pgoff=3             -> 0
load H                                        -> 103
load H+1p                                     -> 101
smaps H                                       -> len=4K perm=rw-s off=12K
remap_file_pages H off=5 len=1p pgoff=4       -> 0
load H                                        -> 104
# Shown where it was, it is one VMA again.
remap_file_pages H len=1p pgoff=0             -> 0
smaps H                                       -> len=64K
remap_file_pages H len=1p pgoff=30            -> 0
load H                                        -> SIGBUS code=BUS_ADRERR
remap_file_pages H len=1p pgoff=3 prot=rw     -> EINVAL
remap_file_pages H len=0 pgoff=3              -> EINVAL
remap_file_pages H len=5 pgoff=3              -> EINVAL
remap_file_pages H len=1p pgoff=0xffffffffffffffff  -> EINVAL
remap_file_pages H len=1p pgoff=0x7ffffffffffff  -> EOVERFLOW
remap_file_pages H len=32p pgoff=0            -> EINVAL
mmap P anon len=4p                            -> 0
remap_file_pages P len=1p pgoff=0             -> EINVAL
mmap S anon len=4p flags=shared               -> 0
store S+2p 7                                  -> ok
remap_file_pages S len=1p pgoff=2             -> 0
load S                                        -> 7
mmap T memfd=M len=8p                         -> 0
mprotect T prot=r off=4p len=4p               -> 0
remap_file_pages T len=8p pgoff=1             -> EINVAL
mprotect T prot=rw                            -> 0
remap_file_pages T len=8p pgoff=1             -> 0
load T                                        -> 101
mlock T                                       -> 0
remap_file_pages T len=1p pgoff=5             -> 0
smaps T                                       -> len=4K off=20K flags=rd|wr|sh|mr|mw|ms|lo|sd
munmap T off=2p len=1p                        -> 0
remap_file_pages T len=8p pgoff=1             -> EINVAL
# The file lives as long as the mapping that is replaced.
close M                                       -> 0
munmap H                                      -> 0
munmap T                                      -> 0
invariants                                    -> ok
