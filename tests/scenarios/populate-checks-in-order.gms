# POPULATE-1, POPULATE-2, POPULATE-5: the range, the slot, its file, the folio.
# profiles: 7.1 7.2 7.3
vm A type=tdx                                 -> 0
memfd M vm=A size=4p                          -> 0
memfd N vm=A size=4p                          -> 0
mmap S anon len=4p                            -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
slot A:1 gpa=4p size=4p memfd=N               -> 0
attributes A gpa=0 size=8p private            -> 0
populate A gpa=0 size=0 source=S              -> EINVAL left=0 gpa=0
populate A gpa=8 size=1p source=S             -> EINVAL left=4K gpa=8
populate A gpa=0 size=8 source=S              -> EINVAL
populate A gpa=0 size=1p source=S+8           -> EINVAL
populate A gpa=0xfffffffffffff000 size=2p source=S -> EINVAL
populate A gpa=64p size=1p source=S           -> EINVAL
fallocate M off=1p len=1p mode=keep_size      -> 0
poison M off=1p                               -> EBUSY
populate A gpa=0 size=2p source=S             -> EHWPOISON left=4K gpa=0x1000
close N                                       -> 0
populate A gpa=4p size=1p source=S            -> EFAULT
# The file of one VM that others have nothing to do with.
vm B                                          -> 0
populate B gpa=0 size=1p source=S             -> ENOTTY
vm C type=sw_protected                        -> 0
populate C gpa=0 size=1p source=S             -> ENOTTY
close A                                       -> 0
populate A gpa=0 size=1p source=S             -> EBADF
