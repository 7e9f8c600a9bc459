# FORK-3, PIPE-3: without a fork the pipe shows what the process writes. After one the
# process that writes is not alone with the page, be it only for the pipe, and gets a
# copy. Measured on 6.18.44.

mmap X anon len=4p                          -> 0
mmap B anon len=1p                          -> 0
open P pipe                                 -> 0
store X 0x10                                -> ok
vmsplice P X len=8                          -> 8
store X 0x11                                -> ok
read P len=8 buf=B                          -> 8
load B                                      -> 0x11

vmsplice P X len=8                          -> 8
fork C                                      -> 0
store X 0x12                                -> ok
read P len=8 buf=B                          -> 8
load B                                      -> 0x11
load X by=C                                 -> 0x11
exit C                                      -> 0

store X+1p 0x20                             -> ok
fork D                                      -> 0
exit D                                      -> 0
vmsplice P X+1p len=8                       -> 8
store X+1p 0x21                             -> ok
read P len=8 buf=B                          -> 8
load B                                      -> 0x20
# A write in between makes the page its own again.
store X+1p 0x22                             -> ok
vmsplice P X+1p len=8                       -> 8
store X+1p 0x23                             -> ok
read P len=8 buf=B                          -> 8
load B                                      -> 0x23
invariants                                  -> ok
