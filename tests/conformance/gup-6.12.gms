# A page in a pipe, of memory that stands in for a file that cannot be mapped.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file. "case:" names the case as that program prints it,
# F3 included; the line below it is the case.
#
# A byte is looked at by the word that it begins.
#
# profiles: 6.12 6.16

vm A                                                -> 0
mmap B anon len=1p                                  -> 0
open P pipe                                         -> 0
memfd M vm=A size=16p                               -> 0
mmap H anon len=16p flags=shared                    -> 0
store H 0x71                                        -> ok
vmsplice P H len=1p                                 -> 4096
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
read P len=1p buf=B                                 -> 4096
# case: gup.pinned_by_pipe.pipe_reads
load B                                              -> 0x71
