# X86-TDX-11, B-51: a TD's first content has a source and lies in its private half, or there is
# no page of it. What was launched is EIO, and where writes are tracked nothing is.
# profiles: 7.3
vm A type=tdx                                 -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p                          -> 0
mmap S anon len=4p                            -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
attributes A gpa=0 size=4p private            -> 0
populate A gpa=1p size=1p                     -> EINVAL left=4K gpa=0x1000
populate A gpa=0x800000000000 size=1p source=S -> EINVAL
populate A gpa=0x7ffffffff000 size=2p source=S -> EINVAL left=8K gpa=0x7ffffffff000
resident M                                    -> pages=
populate A gpa=0 size=1p source=S             -> 0
populate A gpa=0 size=1p source=S             -> EIO
populate A gpa=2p size=1p source=S+4p         -> EFAULT
resident M                                    -> pages=0
write_track A 0x3000                          -> 0
populate A gpa=2p size=2p source=S            -> EPERM left=4K gpa=0x3000
write_track A 0x3000 stop                     -> 0
populate A gpa=3p size=1p source=S            -> 0
resident M                                    -> pages=0,2,3
invariants                                    -> ok
