# COPY-1, DIRECT-2: what stands at the other end of the copies of guest_memfd.

mmap B anon len=4p                          -> 0
store B 0x11                                -> ok
store B+8 0x12                              -> ok
open T file                                 -> 0
write T len=16 buf=B                        -> 16
write T len=8 buf=B+8                       -> 8
read T off=65528 len=16                     -> 8
read T off=8 len=100 buf=B+1p               -> 100
load B+1p                                   -> 0x12
load B+4104                                 -> 0x12
fork C                                      -> 0
write T off=1p len=8 buf=B                  -> 8
read T off=24 len=8 buf=B+1p                -> 8
load B+1p                                   -> 0
read T len=1M by=C                          -> 65512
read T len=8                                -> 0
write T off=65528 len=16 buf=B              -> 16
read T len=1M                               -> 8
dup U T                                     -> 0
close T                                     -> 0
read U off=0 len=8 buf=B+2p                 -> 8
load B+2p                                   -> 0x11
read U off=-1 len=8                         -> EINVAL
close U                                     -> 0
read T off=0 len=8 by=C                     -> 8
invariants                                  -> ok
