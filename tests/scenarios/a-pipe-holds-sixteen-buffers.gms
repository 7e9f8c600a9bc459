# PIPE-1, PIPE-2: what is over a whole number of pages is appended to the last page, if
# that is the pipe's own and has room; a seventeenth buffer is EAGAIN. Measured on 6.18.44.

mmap B anon len=32p                         -> 0
store B 0x11                                -> ok
open P pipe                                 -> 0
write P len=17p buf=B                       -> 65536
write P len=1 buf=B                         -> EAGAIN
vmsplice P B len=1p                         -> EAGAIN
read P len=100                              -> 100
write P len=1 buf=B                         -> EAGAIN
read P len=1p                               -> 4096
write P len=4097 buf=B                      -> 4096
read P len=1M                               -> 65436
read P len=1                                -> EAGAIN
vmsplice P B len=20p                        -> 65536
read P len=1M                               -> 65536
# Seventeen writes into one page.
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
read P len=1M                               -> 136
vmsplice P B len=8                          -> 8
write P len=8 buf=B                         -> 8
write P len=8 buf=B                         -> 8
write P len=4096 buf=B                      -> 4096
write P len=4088 buf=B                      -> 4088
read P len=1M                               -> 8208
write P len=0 buf=B                         -> 0
read P len=0                                -> 0
vmsplice P B len=0                          -> 0
read P off=0 len=1                          -> ESPIPE
write P off=-1 len=1                        -> EINVAL
