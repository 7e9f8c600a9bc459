# X86-TDX-11, X86-DIRTY-6: KVM could not see what the TD writes there.
# profiles: 7.0 7.1 7.2

vm A type=tdx                                 -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=8p                          -> 0
mmap S anon len=4p                            -> 0
slot A:0 gpa=0 size=4p memfd=M off=0          -> 0
attributes A gpa=0 size=4p private            -> 0
write_track A 0x1000                          -> 0
populate A gpa=1p size=1p                     -> EOPNOTSUPP
populate A gpa=0 size=4p source=S             -> EPERM left=12K gpa=0x1000
write_track A 0x1000 stop                     -> 0
populate A gpa=1p size=3p source=S            -> 0
populate A gpa=1p size=1p source=S            -> EIO
