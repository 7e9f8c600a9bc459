# A forked child before there were create flags: the VM is its parent's alone.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file. "case:" names the case as that program prints it;
# the line below it is the case.
#
# profiles: 6.12 6.16

vm A                                            -> 0
memfd M vm=A size=16p                           -> 0
mmap H anon len=16p flags=shared                -> 0
store H 0x70                                    -> ok
fork C                                          -> 0
# case: fork.child.load_parent_data
load H by=C                                     -> 0x70
# case: fork.child.store_fresh
store H+1p 0x77 by=C                            -> ok
# case: fork.child.mmap
mmap K memfd=M len=16p by=C                     -> ENODEV
# case: fork.child.create
memfd N vm=A size=1p by=C                       -> EIO
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
