# Mapping a guest_memfd for execution, refused before the file is asked.
#
# A variant of the program for kernels without create flags made every file with flags
# 0. Linux 6.16.12 on x86-64, built with guest_memfd, gave these answers. "case:" names the
# case as that program prints it; the line below it is the case.
#
# profiles: 6.16

vm A                                            -> 0
memfd M vm=A size=16p                           -> 0
# case: mmap.F0(X,SHARED,len=0x10000,off=0)
mmap a memfd=M len=16p prot=x                   -> EPERM
# case: mmap.F0(RX,SHARED,len=0x10000,off=0)
mmap b memfd=M len=16p prot=rx                  -> EPERM
# case: mmap.F0(RWX,SHARED,len=0x10000,off=0)
mmap c memfd=M len=16p prot=rwx                 -> EPERM
# case: mmap.F0(X,PRIVATE,len=0x10000,off=0)
mmap d memfd=M len=16p prot=x   flags=private   -> EPERM
# case: mmap.F0(RX,PRIVATE,len=0x10000,off=0)
mmap e memfd=M len=16p prot=rx flags=private    -> EPERM
