# LAUNCH-1, LAUNCH-2, PREFAULT-5: SNP and TDX VMs can be prefaulted once their launch is
# finished; then nothing can be added any more.
# profiles: 6.16 7.2 7.3

vm N type=snp                                              -> 0
vcpu N.0                                                   -> 0
memfd M vm=N size=4p                                       -> 0
slot N:0 gpa=0x100000 size=4p memfd=M                      -> 0
attributes N gpa=0x100000 size=4p private                  -> 0
prefault N.0 gpa=0x100000 size=1p                          -> EOPNOTSUPP
populate N gpa=0x100000 size=1p                            -> 0
finalize N                                                 -> 0
prefault N.0 gpa=0x100000 size=4p                          -> 0 left=0
where N 0x103000 private                                   -> memfd=M page=3
populate N gpa=0x101000 size=1p                            -> EINVAL
finalize N                                                 -> EINVAL

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
memfd O vm=T size=4p                                       -> 0
slot T:0 gpa=0x100000 size=4p memfd=O                      -> 0
attributes T gpa=0x100000 size=2p private                  -> 0
prefault T.0 gpa=0x100000 size=1p                          -> EOPNOTSUPP
finalize T                                                 -> 0
prefault T.0 gpa=0x100000 size=2p                          -> 0 left=0
where T 0x101000 private                                   -> memfd=O page=1
where T 0x101000                                           -> unmapped
prefault T.0 gpa=0x900000 size=1p                          -> ENOENT
where T 0x900000                                           -> mmio

vm A                                                       -> 0
finalize A                                                 -> ENOTTY
invariants                                                 -> ok
