# MMAP-8: the file's name is that of its filesystem; nothing makes the VMA special.
# profiles: 7.2 7.3

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p off=4p                 -> 0
smaps H                                       -> len=64K perm=rw-s off=16K name="/[kvm-gmem] (deleted)" flags=rd|wr|sh|mr|mw|ms|sd
mprotect H prot=r len=4p                      -> 0
smaps H                                       -> len=16K perm=r--s flags=rd|sh|mr|mw|ms|sd
smaps H+4p                                    -> len=48K perm=rw-s off=32K
mprotect H prot=none                          -> 0
smaps H+15p                                   -> len=64K perm=---s flags=sh|mr|mw|ms|sd
mmap N memfd=M len=16p flags=shared|noreserve  -> 0
smaps N                                       -> flags=rd|wr|sh|mr|mw|ms|nr|sd
mmap P anon len=4p prot=rwx flags=private|noreserve  -> 0
smaps P                                       -> perm=rwxp off=0 flags=rd|wr|ex|mr|mw|me|nr|sd
mmap Q anon len=4p                            -> 0
mprotect Q prot=none                          -> 0
smaps Q                                       -> perm=---p flags=mr|mw|me|sd
mprotect Q prot=rw                            -> 0
store Q 1                                     -> ok
mprotect Q prot=none                          -> 0
smaps Q                                       -> flags=mr|mw|me|ac|sd
munmap H                                      -> 0
smaps H                                       -> unmapped
