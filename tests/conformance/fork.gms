# A forked child: what it may do with the file, the mapping and the VM of its parent.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: the return
# value, the errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 on x86-64 gave the same answer to every case in this file. "case:" names the
# case as that program prints it; the line below it is the case.
#
# The file has 16 pages with MMAP and INIT_SHARED; the child's status is the end of
# the child.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                            -> 0
memfd M vm=A size=16p flags=mmap|init_shared    -> 0
mmap H memfd=M len=16p                          -> 0
store H 0x70                                    -> ok
fork C                                          -> 0
# case: fork.child.load_parent_data
load H by=C                                     -> 0x70
# case: fork.child.store_fresh
store H+1p 0x77 by=C                            -> ok
# case: fork.child.mmap
mmap K memfd=M len=16p by=C                     -> 0
# case: fork.child.create
memfd N vm=A size=1p flags=mmap|init_shared by=C  -> EIO
# case: fork.child.check_extension
check_extension A GUEST_MEMFD by=C              -> EIO
# case: fork.child.status
exit C                                          -> 0
# case: fork.parent.load_child_store
load H+1p                                       -> 0x77

madvise H dontfork                              -> 0
fork D                                          -> 0
# case: fork.DONTFORK.child.load
load H by=D                                     -> SIGSEGV code=SEGV_MAPERR
# case: fork.DONTFORK.child.status
exit D                                          -> 0
