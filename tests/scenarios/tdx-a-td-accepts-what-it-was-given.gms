# X86-TDX-15, X86-TDX-4: a page that a fault added to a TD is pending; using it before it is
# accepted ends the TD. Pages of the launch are accepted, a page that was lost is not.
# profiles: 6.16 6.18 7.2 7.3
auto_accept 0

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
mmap H anon len=4p                                         -> 0
store H 0x77                                               -> ok
memfd M vm=T size=4p                                       -> 0
slot T:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0
attributes T gpa=0x100000 size=4p private                  -> 0
populate T gpa=0x100000 size=1p source=H                   -> 0 left=0
guest T.0 read 0x100000 private                            -> 0x77
accept T.0 0x100000                                        -> 1
accept T.0 0x101000                                        -> 0
guest T.0 write 0x101000 0x11 private                      -> ok
attributes T gpa=0x101000 size=1p shared                   -> 0
attributes T gpa=0x101000 size=1p private                  -> 0
accept T.0 0x101000                                        -> 0
guest T.0 read 0x101000 private                            -> 0
fallocate M off=0 len=1p mode=keep_size|punch_hole         -> 0
guest T.0 read 0x100000 private                            -> EIO
guest T.0 read 0x101000 private                            -> EIO
accept T.0 0x101000                                        -> EIO
invariants                                                 -> ok
