# ARM-GMEM-9: the page was mapped for data; the fetch is a permission fault, and since
# 7.1 the entry is given the right.
# profiles: 7.1 7.2 7.3
arch arm64

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
guest A.0 write 0x100000 0x11                       -> ok
guest A.0 exec 0x100000                             -> ok
guest A.0 read 0x100000                             -> 0x11
guest A.0 exec 0x101000                             -> ok
invariants                                          -> ok
