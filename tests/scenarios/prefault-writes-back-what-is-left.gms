# PREFAULT-2, IOCTL-3: the structure is written back, also after an error of the range; where
# it cannot be written the ioctl is EFAULT, and what was done stays done.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A type=sw_protected                     -> 0
vcpu A.0                                   -> 0
memfd M vm=A size=4p                       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M      -> 0
attributes A gpa=0x100000 size=4p private  -> 0
mmap T anon len=1p                         -> 0
store T 0x100000                           -> ok
store T+8 0x2000                           -> ok
prefault A.0 argp=T                        -> 0 left=0 gpa=0x102000
load T                                     -> 0x102000
load T+8                                   -> 0
resident M                                 -> pages=0,1
prefault A.0 argp=T                        -> EINVAL left=0
prefault A.0 argp=none                     -> EFAULT
store T+8 0x1000                           -> ok
mprotect T prot=r                          -> 0
prefault A.0 argp=T                        -> EFAULT
resident M                                 -> pages=0,1,2
load T                                     -> 0x102000
invariants                                 -> ok
