# X86-TDX-4, X86-ERR-8: a TD's instructions come from private memory; a fetch from shared
# memory must not happen, and ends the VM. A private fault is taken for a write.
# profiles: 6.16 7.2 7.3

vm T type=tdx                                        -> 0
vcpu T.0                                             -> 0
vcpu T.1                                             -> 0
mmap H anon len=4p                                   -> 0
memfd M vm=T size=4p                                 -> 0
slot T:0 gpa=0x100000 size=4p hva=H memfd=M          -> 0
attributes T gpa=0x101000 size=1p private            -> 0
guest T.0 exec 0x101000 private                      -> ok
guest T.0 read 0x100000                              -> 0
guest T.0 exec 0x102000                              -> EIO
guest T.1 read 0x100000                              -> EIO
attributes T gpa=0x102000 size=1p private            -> EIO
