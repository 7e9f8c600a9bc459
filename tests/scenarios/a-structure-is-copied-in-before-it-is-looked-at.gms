# IOCTL-3, ABI-1: with argp= the structure of an ioctl is what memory holds there. What
# cannot be read whole is EFAULT; what was there is looked at after that.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A type=sw_protected  -> 0
vm B                    -> 0
vcpu A.0                -> 0
mmap T anon len=2p      -> 0
munmap T off=1p len=1p  -> 0

memfd a vm=A argp=none                -> EFAULT
memfd b vm=A argp=0xffff800000000000  -> EFAULT
memfd c vm=A argp=0x7fffffffffe0      -> EFAULT
memfd d vm=A argp=T+4040              -> EFAULT
memfd e vm=A argp=T+4032              -> EINVAL
store T+4032 0x2000                   -> ok
memfd M vm=A argp=T+4032              -> 0
fstat M                               -> size=2p

# Any alignment, and a read right is enough; what may be written may be read.
store T+8 0x1000             -> ok
memfd f vm=A argp=T+9        -> EINVAL
memfd N vm=A argp=T+7        -> 0
fstat N                      -> size=1M
mprotect T prot=r len=1p     -> 0
memfd O vm=A argp=T+4032     -> 0
mprotect T prot=w len=1p     -> 0
memfd P vm=A argp=T+4032     -> 0
mprotect T prot=none len=1p  -> 0
memfd h vm=A argp=T+4032     -> EFAULT
mprotect T prot=rw len=1p    -> 0

# In a mapping of a guest_memfd: a page that is absent is faulted in, one that the host
# may not have is EFAULT, and so is what lies behind the end of the file.
memfd S vm=B size=2p flags=mmap|init_shared  -> 0
memfd U vm=B size=2p flags=mmap              -> 0
mmap HS memfd=S len=3p                       -> 0
mmap HU memfd=U len=2p                       -> 0
memfd i vm=A argp=HS+4K                      -> EINVAL
resident S                                   -> pages=1
memfd j vm=A argp=HS+8K                      -> EFAULT
memfd k vm=A argp=HS+8152                    -> EFAULT
memfd l vm=A argp=HU                         -> EFAULT
store HS+4088 0x1000                         -> ok
memfd Q vm=A argp=HS+4088                    -> 0

# The other structures.
store T+0x100 0                                                        -> ok
store T+0x108 0x100000                                                 -> ok
store T+0x110 0x1000                                                   -> ok
slot A:0 argp=T+0x100                                                  -> 0
slot A:0 argp=T+0x100 v1=1                                             -> 0
slot A:0 argp=T+3960                                                   -> EFAULT
slot A:0 argp=none v1=1                                                -> EFAULT
store T+0x200 0x100000                                                 -> ok
store T+0x208 0x1000                                                   -> ok
store T+0x210 8                                                        -> ok
attributes A argp=T+0x200                                              -> 0
attributes A argp=none                                                 -> EFAULT
attributes B argp=T+0x200                                              -> EINVAL
dirty_log A:0 argp=none                                                -> EFAULT
slot A:1 gpa=0x200000 size=1p pad1=0xffffffff pad2=0xffffffffffffffff  -> 0
memfd R vm=A size=1p reserved=0xffffffffffffffff                       -> 0
invariants                                                             -> ok
