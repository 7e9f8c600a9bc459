# VCPU-6
# profiles: 6.8 6.18 7.2 7.3
vm A                                          -> 0
vcpu A.0                                      -> 0
guest A.0 out 0x10 0x1234                     -> IO port=0x10 len=4 write=1 data=0x1234
guest A.0 out 0xcf9 6                         -> IO port=0xcf9
close A.0                                     -> 0
guest A.0 out 0x10 1                          -> EBADF
